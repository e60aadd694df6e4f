using System.Runtime.CompilerServices;
using Orleans.Entities.Contract;

namespace Orleans.Entities.Tests;

/// <summary>
/// A store as one over a network is: what is asked takes effect and is answered some time later, in no order, and events come to the log
/// after their commit's answer. A question for a write's fate overtakes the write, which is then refused when it comes.
/// </summary>
internal sealed class DistantStore : IEntityStore
{
    private readonly InMemoryEntityStore _truth = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<(EntityKey Key, Guid WriteId), long> _settled = [];
    private long _sent;
    private Task _relay = Task.CompletedTask;

    public DistantStore() => _truth.OnCommitted = commit => _relay = RelayAsync(_relay, commit);

    public InMemoryEventLog Log { get; } = new();

    public EntityStoreLimits Limits => _truth.Limits;

    /// <summary>Ends when everything committed is in the log.</summary>
    public Task Relayed
    {
        get
        {
            lock (_lock)
                return _relay;
        }
    }

    public async ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
    {
        await TravelAsync();
        return await _truth.OpenAsync(key, cancellationToken);
    }

    public async ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
    {
        var sent = Interlocked.Increment(ref _sent);
        await TravelAsync();
        var outcome = Apply(commit, sent);
        await TravelAsync();
        return await outcome;
    }

    public async ValueTask<ResolveOutcome> ResolveAsync(
        EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
    {
        await TravelAsync();
        ValueTask<ResolveOutcome> outcome;
        lock (_lock)
        {
            _settled[(key, writeId)] = Interlocked.Increment(ref _sent);
            outcome = _truth.ResolveAsync(key, version, writeId, cancellationToken);
        }

        await TravelAsync();
        return await outcome;
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
    {
        await TravelAsync();
        return await _truth.ReadRowsAsync(key, rows, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
    {
        await TravelAsync();
        return await _truth.ReadRangeAsync(key, collection, after, limit, cancellationToken);
    }

    public async IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await TravelAsync();
        await foreach (var entity in _truth.UnfinishedAsync(cancellationToken))
            yield return entity;
    }

    public async IAsyncEnumerable<StoredEntity> ScanAsync(
        string kind, string? afterId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await TravelAsync();
        await foreach (var entity in _truth.ScanAsync(kind, afterId, cancellationToken))
            yield return entity;
    }

    private ValueTask<CommitOutcome> Apply(EntityCommit commit, long sent)
    {
        lock (_lock)
        {
            return _settled.TryGetValue((commit.Key, commit.WriteId), out var settled) && sent < settled
                ? new(CommitOutcome.NotApplied)
                : _truth.CommitAsync(commit);
        }
    }

    private async Task RelayAsync(Task before, EntityCommit commit)
    {
        // What is relayed later is what was sent: its buffers may be used again by then.
        var copy = new EntityCommit
        {
            Key = commit.Key,
            ExpectedVersion = commit.ExpectedVersion,
            ExpectedWriteId = commit.ExpectedWriteId,
            WriteId = commit.WriteId,
            Events = [.. commit.Events.Select(sent => sent with { Data = sent.Data.ToArray() })],
            Time = commit.Time,
            TraceParent = commit.TraceParent,
        };
        await before;
        await TravelAsync();
        Log.Append(copy);
    }

    private static async Task TravelAsync()
    {
        for (var hops = Random.Shared.Next(4); hops > 0; hops--)
            await Task.Yield();
        if (Random.Shared.Next(20) == 0)
            await Task.Delay(1);
    }
}
