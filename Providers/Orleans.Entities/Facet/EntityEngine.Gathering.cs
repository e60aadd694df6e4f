using System.Diagnostics;

namespace Orleans.Entities;

// How decisions gather for the next write, and when no more may.
internal partial class EntityEngine<TState>
{
    /// <summary>Throws away what is left of the draft.</summary>
    private void Discard()
    {
        _draft.Discard();
        if (Gathering is null)
            _spareArena?.Release();
    }

    /// <summary>Takes the draft into the gathering batch.</summary>
    private Batch<TState> Gather()
    {
        var batch = Gathering ??= NewBatch();
        if (_draft.StateChanged)
            (batch.State, batch.StateChanged) = (_draft.Decided, true);
        if (_draft.Rows.Count > 0)
        {
            var rows = batch.Rows ??= new();
            for (var place = 0; place < _draft.Rows.Count; place++)
                rows.Set(_draft.Rows.KeyAt(place), _draft.Rows.At(place));
        }

        if (_draft.Events.Count > 0)
            (batch.Events ??= []).AddRange(_draft.Events);
        batch.Bytes += _draft.Bytes;
        batch.Time = _draft.DecidedAt;
        batch.TraceParent ??= Activity.Current?.Id;
        _draft.Clear();
        return batch;
    }

    private Batch<TState> NewBatch()
    {
        var newest = Newest;
        var batch = new Batch<TState>
        {
            Version = newest.Version + 1,
            WriteId = NewWriteId(),
            State = newest.State,
            Arena = _spareArena ?? new(),
            Waiters = _spareWaiters ?? [],
        };
        (_spareArena, _spareWaiters) = (null, null);
        newest.Next = batch;
        return batch;
    }

    /// <summary>Lets somebody wait for a batch; one that gathers takes off, if it can.</summary>
    private void Join(Batch<TState> batch, Waiter waiter)
    {
        batch.Waiters.Add(waiter);
        batch.Calls++;
        if (Flight is null)
            TakeOff();
    }

    private Exception? Refusal()
    {
        if (_end is not null)
            return NewUnavailable(unknown: false);
        var waiting = (Flight?.Calls ?? 0) + (Gathering?.Calls ?? 0) + _loads;
        return waiting < Services.Options.MaxWaitingCalls ? null : NewOverloaded($"{waiting} calls wait for {_key} already.");
    }

    private Exception? TooLarge()
    {
        if (_draft.Bytes > Services.MaxBatchBytes)
            return new InvalidOperationException($"A decision of {_draft.Bytes} bytes on {_key} is larger than {Services.MaxBatchBytes}.");
        return (Gathering?.Bytes ?? 0) + _draft.Bytes <= Services.MaxBatchBytes
            ? null
            : NewOverloaded($"{Gathering!.Bytes} bytes wait for {_key} already.");
    }

    private EntityOverloadedException NewOverloaded(string message)
    {
        Services.Metrics.Overloaded();
        return new(message);
    }
}
