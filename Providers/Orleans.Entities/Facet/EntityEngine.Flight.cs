using System.Runtime.CompilerServices;

namespace Orleans.Entities;

// How a batch becomes durable, when nothing goes wrong.
internal partial class EntityEngine<TState>
{
    private readonly Action _onSent;
    private ValueTaskAwaiter<CommitOutcome> _sent;
    private Arena? _spareArena;
    private List<Waiter>? _spareWaiters;

    /// <summary>A write id never used before; in order of time, which is the store's indexes' liking.</summary>
    protected virtual Guid NewWriteId() => Guid.CreateVersion7(Services.Time.GetUtcNow());

    /// <summary>Hands a batch to the store.</summary>
    protected virtual ValueTask<CommitOutcome> SendAsync(Batch<TState> batch) => Services.Store.CommitAsync(batch.Commit!);

    private void TakeOff()
    {
        var batch = Gathering!;
        (Gathering, Flight) = (null, batch);
        try
        {
            batch.Commit = Encode(batch);
        }
#pragma warning disable CA1031 // Whatever a head's serializer throws: nothing can be built on this batch.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Die("its head cannot be written", unknown: false, exception);
            return;
        }

        batch.MayBeDurable = true;
        batch.TakenOff = Services.Time.GetTimestamp();
#pragma warning disable CA2012 // Consumed once, by OnSent.
        _sent = Send(batch).GetAwaiter();
#pragma warning restore CA2012
        if (_sent.IsCompleted)
        {
            OnSent();
            return;
        }

        Watch(batch);

        // Not awaited: a flight belongs to no call, and must not carry on with the first caller's context.
        _sent.UnsafeOnCompleted(_onSent);
    }

    private ValueTask<CommitOutcome> Send(Batch<TState> batch)
    {
        try
        {
            return SendAsync(batch);
        }
#pragma warning disable CA1031 // Thrown at once or later, it is the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<CommitOutcome>(exception);
        }
    }

    private EntityCommit Encode(Batch<TState> batch)
    {
        var (puts, deletes) = Fold(batch.Rows);
        return new()
        {
            Key = _key,
            ExpectedVersion = Durable.Version,
            ExpectedWriteId = Durable.WriteId,
            WriteId = batch.WriteId,
            Head = EncodeHead(batch),
            Puts = puts,
            Deletes = deletes,
            Events = batch.Events ?? (IReadOnlyList<PendingEvent>)[],
            Unfinished = batch.State is IHasOpenWork { HasOpenWork: true },
            Time = batch.Time,
            TraceParent = batch.TraceParent,
        };
    }

    private ReadOnlyMemory<byte>? EncodeHead(Batch<TState> batch)
    {
        if (!batch.StateChanged)
            return null;
        return batch.State is null ? ReadOnlyMemory<byte>.Empty : Services.Codecs.Encode(batch.State, batch.Arena!);
    }

    private static (EntityRow[] Puts, RowKey[] Deletes) Fold(RowChanges? rows)
    {
        if (rows is null)
            return ([], []);
        var deletes = rows.Deletes == 0 ? [] : new RowKey[rows.Deletes];
        var puts = rows.Count == rows.Deletes ? [] : new EntityRow[rows.Count - rows.Deletes];
        var (put, delete) = (0, 0);
        for (var place = 0; place < rows.Count; place++)
        {
            if (rows.At(place).Row is null)
                deletes[delete++] = rows.KeyAt(place);
            else
                puts[put++] = new(rows.KeyAt(place), rows.At(place).Value);
        }

        return (puts, deletes);
    }

    /// <summary>Takes rows that have become durable into the memory.</summary>
    protected virtual void Remember(RowChanges rows) => _memory.Lay(rows);

    private void OnSent()
    {
        // Were two ever in the air, the later one's end would be awaited here, and the thread with it.
        if (!_sent.IsCompleted)
            return;
        var batch = Flight;
        var outcome = CommitOutcome.Unknown;
        Exception? failure = null;
        try
        {
#pragma warning disable VSTHRD002 // It has ended: this is its continuation.
            outcome = _sent.GetResult();
#pragma warning restore VSTHRD002
        }
#pragma warning disable CA1031 // A store that throws where it should not has told nothing about the write.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        if (batch is null)
            return;
        if (outcome == CommitOutcome.Committed && failure is null)
            Land(batch);
        else
            _ = SettleAsync(batch, outcome, failure);
    }

    /// <summary>The flight is durable: the next one takes off before its waiters go on, so that the store has work meanwhile.</summary>
    private void Land(Batch<TState> batch)
    {
        (Durable, Flight) = (batch, null);
        if (batch.Rows is { } rows)
            Remember(rows);
        if (_loads == 0)
            batch.Rows = null;
        if (!batch.WasUnknown)
        {
            batch.Arena!.Release();
            _spareArena ??= batch.Arena;
        }

        (batch.Commit, batch.Events) = (null, null);
        Services.Metrics.Landed(batch.Calls, Services.Time.GetElapsedTime(batch.TakenOff));
        if (Gathering is { } next && (next.Waiters.Count > 0 || next.IsDue))
            TakeOff();
        foreach (var waiter in batch.Waiters)
            waiter.Succeed();
        batch.Waiters.Clear();
        _spareWaiters ??= batch.Waiters;
    }
}
