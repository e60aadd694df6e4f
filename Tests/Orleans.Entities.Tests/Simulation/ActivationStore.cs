namespace Orleans.Entities.Tests;

/// <summary>The simulated store as one activation sees it, with what must hold of an activation's writes.</summary>
internal sealed class ActivationStore(SimulatedStore store, Dictionary<Guid, string> written, List<string> violations) : IEntityStore
{
    private readonly List<SimulatedCommit> _commits = [];
    private int _inFlight;

    /// <summary>Set when the activation is at an end: it must not write any more.</summary>
    public bool IsOver { get; set; }

    public IEnumerable<Guid> WriteIds => _commits.Select(commit => commit.Commit.WriteId);

    public EntityStoreLimits Limits => store.Truth.Limits;

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
        => store.Ask(() => Immediate.Result(store.Truth.OpenAsync(key, cancellationToken)));

    public async ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
    {
        // Not thrown: the engine takes what a store throws for trouble with the write.
        if (IsOver)
            violations.Add("A write after the activation's end.");
        if (_inFlight > 0)
            violations.Add("Two writes in flight.");
        var sent = new SimulatedCommit(commit, violations);
        if (!written.TryAdd(commit.WriteId, sent.Content) && written[commit.WriteId] != sent.Content)
            violations.Add("One write id for two contents.");
        _commits.Add(sent);
        _inFlight++;
        try
        {
            return await store.Commit(sent);
        }
        finally
        {
            _inFlight--;
        }
    }

    public ValueTask<ResolveOutcome> ResolveAsync(EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
        => store.IsInTrouble() ? store.Fail<ResolveOutcome>() : store.Ask(() =>
        {
            foreach (var commit in _commits.Where(commit => commit.Commit.WriteId == writeId))
                commit.IsSettled = true;
            return Immediate.Result(store.Truth.ResolveAsync(key, version, writeId, cancellationToken));
        });

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
        => store.IsInTrouble()
            ? store.Fail<IReadOnlyList<ReadOnlyMemory<byte>?>>()
            : store.Ask(() => Immediate.Result(store.Truth.ReadRowsAsync(key, rows, CancellationToken.None)));

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
        => store.IsInTrouble()
            ? store.Fail<IReadOnlyList<EntityRow>>()
            : store.Ask(() => Immediate.Result(store.Truth.ReadRangeAsync(key, collection, after, limit, CancellationToken.None)));

    public IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync(CancellationToken cancellationToken = default)
        => store.Truth.UnfinishedAsync(cancellationToken);

    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId = null, CancellationToken cancellationToken = default)
        => store.Truth.ScanAsync(kind, afterId, cancellationToken);
}
