using System.Threading.Channels;
using Cql;
using Orleans.Cassandra;

namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>
/// Writes down, before it is so, which entities may have open work here, so that another process finds them when this one is dead.
/// </summary>
/// <remarks>
/// <para>The order is what makes it safe. Who registers writes the row, <em>then</em> reads whether it was closed, then commits. Who takes
/// over writes that it is closed, <em>then</em> reads the rows, and fences each entity before it drops its row. Of the two one sees the
/// other, whatever the timing, since both write and read at a quorum.</para>
/// <para>The same holds for the buckets of the rows: an owner notes the next before it writes into it, and who takes over reads which there
/// are once the owner is closed.</para>
/// <para>Registrations that come together go together: one write into one partition, and one read, for all of them.</para>
/// </remarks>
internal sealed class OwnerRegistry(CassandraStore store, RegistryStatements statements, string service, string? silo, TimeProvider time) : IAsyncDisposable
{
    private const int MaxTogether = 512;

    // What owners used in turn before they noted which they have.
    private static readonly (short First, short Last) Unnoted = (0, 15);

    // Everybody who registers waits for the one who does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // A process that slept longer may have been taken for dead meanwhile. It asks every five seconds in any case.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    private readonly Lock _lock = new();
    private readonly Channel<Registration> _waiting = Channel.CreateUnbounded<Registration>(new() { SingleReader = true });
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private Task _confirming = Task.CompletedTask;
    private long _confirmedAt;
    private long _extensions;

    /// <summary>Which buckets this process has rows in.</summary>
    public RegistryBuckets Buckets { get; } = new();

    /// <summary>This process, this time.</summary>
    public Guid Incarnation { get; } = Guid.CreateVersion7();

    /// <summary>Ends when another has taken this process for dead.</summary>
    public Task Closed => _closed.Task;

    /// <summary>Tells the cluster that this process is there.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var add = statements.AddOwner.Bind().Set(0, service).Set(1, Incarnation).Set(2, silo);
        _confirmedAt = time.GetTimestamp();
        await DoAsync(add, cancellationToken);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Registers an entity.</summary>
    /// <returns>The bucket of its row.</returns>
    /// <exception cref="OwnerClosedException">This process was taken for dead.</exception>
    /// <exception cref="CqlException">It cannot be written now.</exception>
    public Task<short> AddAsync(EntityKey key)
    {
        var registration = new Registration(key);
        if (!_waiting.Writer.TryWrite(registration))
            throw new EntityStoreException("The store is closed.");
        return registration.Done.Task;
    }

    /// <summary>Takes an entity out.</summary>
    public async Task RemoveAsync(EntityKey key, short bucket, CancellationToken cancellationToken)
    {
        try
        {
            using var remove = statements.Remove.Bind().Set(0, Incarnation).Set(1, bucket).Set(2, key.Kind).Set(3, key.Id);
            await DoAsync(remove, cancellationToken);
        }
        finally
        {
            // Also where its row stays: nobody needs it.
            Buckets.Remove(bucket, 1);
        }
    }

    /// <summary>The other owners of this service.</summary>
    public async Task<List<Owner>> OthersAsync(CancellationToken cancellationToken)
        => [.. (await OwnersAsync(store, statements, service, cancellationToken)).Where(owner => owner.Incarnation != Incarnation)];

    /// <summary>All owners of a service.</summary>
    public static async Task<List<Owner>> OwnersAsync(
        CassandraStore store, RegistryStatements statements, string service, CancellationToken cancellationToken)
    {
        using var owners = statements.Owners.Bind().Set(0, service);
        return await store.QueryAsync<Owner>(owners, cancellationToken).ToListAsync(cancellationToken);
    }

    /// <summary>From here on another owner cannot register anything more, and lists what it has.</summary>
    public async IAsyncEnumerable<(EntityKey Key, short Bucket)> CloseAsync(
        Guid owner, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using (var close = statements.CloseOwner.Bind().Set(0, service).Set(1, owner))
            await DoAsync(close, cancellationToken);
        var (first, last) = await BucketsOfAsync(owner, cancellationToken);
        foreach (var bucket in RegistryBuckets.Between(first, last))
        {
            using var list = statements.List.Bind().Set(0, owner).Set(1, bucket);
            await foreach (var (kind, id) in store.QueryAsync<(string Kind, string Id)>(list, cancellationToken))
                yield return (new EntityKey(kind, id), bucket);
        }
    }

    /// <summary>Drops a row of another owner: its entity is fenced, and registered here.</summary>
    public async Task DropAsync(Guid owner, EntityKey key, short bucket, CancellationToken cancellationToken)
    {
        using var remove = statements.Remove.Bind().Set(0, owner).Set(1, bucket).Set(2, key.Kind).Set(3, key.Id);
        await DoAsync(remove, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _running;
    }

    private async Task RunAsync()
    {
        var together = new List<Registration>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (together.Count < MaxTogether && _waiting.Reader.TryRead(out var registration))
                together.Add(registration);
            try
            {
                var bucket = await AddAsync(together);
                foreach (var registration in together)
                    registration.Done.SetResult(bucket);
            }
            catch (Exception e)
            {
                foreach (var registration in together)
                    registration.Done.SetException(e);
            }
        }
    }

    private async Task<short> AddAsync(List<Registration> together)
    {
        if (Buckets.IsFull)
            await ExtendAsync();
        var bucket = Buckets.Add(together.Count);
        try
        {
            await AddAsync(together, bucket);
            return bucket;
        }
        catch
        {
            // What may have been written of it is of no account: whoever registered does not commit.
            Buckets.Remove(bucket, together.Count);
            throw;
        }
    }

    private async Task ExtendAsync()
    {
        var (first, last) = Buckets.Next();
        using var extend = statements.Extend.Bind()
            .Set(0, 2 + _extensions).Set(1, first).Set(2, last).Set(3, service).Set(4, Incarnation);
        extend.Timeout = Patience;
        await DoAsync(extend, CancellationToken.None);
        _extensions++;
        Buckets.Begin();
    }

    private async Task<(short First, short Last)> BucketsOfAsync(Guid owner, CancellationToken cancellationToken)
    {
        using var buckets = statements.BucketsOf.Bind().Set(0, service).Set(1, owner);
        using var rows = await store.ExecuteAsync(buckets, cancellationToken);
        return BucketsIn(rows);
    }

    private static (short First, short Last) BucketsIn(CqlRowSet rows)
    {
        var row = rows.GetReader();
        return row.Read() && !row.IsNull(0) && !row.IsNull(1) ? (row.Get<short>(0), row.Get<short>(1)) : Unnoted;
    }

    private async Task AddAsync(List<Registration> together, short bucket)
    {
        using (var batch = new BatchStatement(BatchKind.Unlogged) { IsIdempotent = true, Timeout = Patience })
        {
            foreach (var registration in together)
                batch.Add(statements.Add.Bind().Set(0, Incarnation).Set(1, bucket).Set(2, registration.Key.Kind).Set(3, registration.Key.Id));
            (await store.ExecuteAsync(batch, CancellationToken.None)).Dispose();
        }

        await ConfirmAsync();
    }

    /// <summary>
    /// Makes sure that this process was its own owner a moment ago. Of one that slept past its death, nothing that it was asked before is done
    /// any more: whoever asked was told long ago that it could not be.
    /// </summary>
    /// <inheritdoc cref="AddAsync(EntityKey)" path="/exception"/>
    public ValueTask EnsureAsync() => IsLeased ? default : new(AskUntilLeasedAsync());

    private bool IsLeased => time.GetElapsedTime(Volatile.Read(ref _confirmedAt)) < Lease;

    private async Task AskUntilLeasedAsync()
    {
        // An answer may itself be from before the sleep.
        while (!IsLeased)
        {
            Task confirming;
            lock (_lock)
                confirming = _confirming = _confirming.IsCompleted ? ConfirmAsync() : _confirming;
            await confirming;
        }
    }

    /// <summary>Makes sure that what is registered still counts.</summary>
    /// <inheritdoc cref="AddAsync(EntityKey)" path="/exception"/>
    public async Task ConfirmAsync()
    {
        var began = time.GetTimestamp();
        using var closed = statements.IsClosed.Bind().Set(0, service).Set(1, Incarnation);
        closed.Timeout = Patience;
        using var rows = await store.ExecuteAsync(closed, CancellationToken.None);
        if (!IsClosed(rows))
        {
            Volatile.Write(ref _confirmedAt, began);
            return;
        }

        _closed.TrySetResult();
        throw new OwnerClosedException(Incarnation);
    }

    // Without its row it was taken over whole.
    private static bool IsClosed(CqlRowSet rows)
    {
        var row = rows.GetReader();
        return !row.Read() || row.GetOrDefault<bool>(0);
    }

    /// <summary>Forgets an owner whose rows are gone.</summary>
    public async Task ForgetAsync(Guid owner, CancellationToken cancellationToken)
    {
        using var remove = statements.RemoveOwner.Bind().Set(0, service).Set(1, owner);
        await DoAsync(remove, cancellationToken);
    }

    private async Task DoAsync(CqlStatement statement, CancellationToken cancellationToken)
        => (await store.ExecuteAsync(statement, cancellationToken)).Dispose();

    private sealed record Registration(EntityKey Key)
    {
        public TaskCompletionSource<short> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
