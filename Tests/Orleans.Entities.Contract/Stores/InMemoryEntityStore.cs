using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Entities.Contract;

/// <summary>A store in memory, for tests: the contract without durability.</summary>
public sealed class InMemoryEntityStore : IEntityStore
{
    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, SortedDictionary<string, Stored>> _kinds = new(Utf8Order.Instance);
    private readonly List<(EntityKey Entity, long Version, PendingEvent Event)> _events = [];

    public EntityStoreLimits Limits { get; init; } = EntityStoreLimits.Default;

    /// <summary>How many commits were written.</summary>
    public int Commits { get; private set; }

    /// <summary>Hears of each commit that was written, before its answer.</summary>
    public Action<EntityCommit>? OnCommitted { get; set; }

    /// <summary>All events, in the order of their commits.</summary>
    public IReadOnlyList<(EntityKey Entity, long Version, PendingEvent Event)> Events
    {
        get
        {
            lock (_lock)
                return [.. _events];
        }
    }

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
    {
        Check(key);
        lock (_lock)
            return new(Find(key)?.Head is { } head ? head with { Head = head.Head.ToArray() } : EntityHead.Absent);
    }

    public ValueTask<CommitOutcome> CommitAsync(EntityCommit commit)
    {
        Check(commit);
        lock (_lock)
        {
            var stored = Find(commit.Key) ?? new();
            if (stored.Head.Version == commit.ExpectedVersion + 1 && stored.Head.WriteId == commit.WriteId)
                return new(CommitOutcome.Committed);
            if (stored.Head.Version != commit.ExpectedVersion || stored.Head.WriteId != commit.ExpectedWriteId)
                return new(CommitOutcome.Conflict);
            Apply(stored, commit);
            return new(CommitOutcome.Committed);
        }
    }

    public ValueTask<ResolveOutcome> ResolveAsync(
        EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
    {
        Check(key);
        lock (_lock)
        {
            var head = Find(key)?.Head ?? EntityHead.Absent;
            return new(head.Version < version ? ResolveOutcome.NotApplied
                : head.Version == version && head.WriteId == writeId ? ResolveOutcome.Committed
                : ResolveOutcome.Conflict);
        }
    }

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
    {
        Check(key);
        lock (_lock)
        {
            var stored = Find(key);
            return new(rows.Select(row => stored?.Rows.TryGetValue((row.Collection, row.Key), out var value) is true
                ? (ReadOnlyMemory<byte>?)value.ToArray()
                : null).ToList());
        }
    }

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
    {
        Check(key);
        lock (_lock)
        {
            return new((Find(key)?.Rows ?? [])
                .Where(row => row.Key.Collection == collection && (after is null || Utf8Order.Instance.Compare(row.Key.Key, after) > 0))
                .Take(limit)
                .Select(row => new EntityRow(new(row.Key.Collection, row.Key.Key), row.Value.ToArray()))
                .ToList());
        }
    }

    public async IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var entity in All().Where(entity => entity.Head.Unfinished))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new(entity.Key, entity.Head.Version);
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<StoredEntity> ScanAsync(
        string kind, string? afterId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var entity in All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (entity.Key.Kind == kind && (afterId is null || Utf8Order.Instance.Compare(entity.Key.Id, afterId) > 0))
                yield return entity;
        }

        await Task.CompletedTask;
    }

    private List<StoredEntity> All()
    {
        lock (_lock)
        {
            return [.. from kind in _kinds from entity in kind.Value
                       select new StoredEntity(new(kind.Key, entity.Key), entity.Value.Head)];
        }
    }

    private Stored? Find(EntityKey key) => _kinds.TryGetValue(key.Kind, out var ids) && ids.TryGetValue(key.Id, out var stored) ? stored : null;

    private void Apply(Stored stored, EntityCommit commit)
    {
        if (!_kinds.TryGetValue(commit.Key.Kind, out var ids))
            _kinds.Add(commit.Key.Kind, ids = new(Utf8Order.Instance));
        ids[commit.Key.Id] = stored;
        stored.Head = new(
            commit.ExpectedVersion + 1, commit.WriteId, commit.Head is { } head ? head.ToArray() : stored.Head.Head, commit.Unfinished);
        foreach (var put in commit.Puts)
            stored.Rows[(put.Key.Collection, put.Key.Key)] = put.Value.ToArray();
        foreach (var delete in commit.Deletes)
            stored.Rows.Remove((delete.Collection, delete.Key));
        _events.AddRange(commit.Events.Select(sent
            => (commit.Key, stored.Head.Version, new PendingEvent(sent.Type, sent.Data.ToArray()))));
        Commits++;
        OnCommitted?.Invoke(commit);
    }

    private void Check(EntityCommit commit)
    {
        if (commit.ExpectedVersion is < 0 or long.MaxValue || (commit.ExpectedVersion == 0) != (commit.ExpectedWriteId == Guid.Empty))
            throw new ArgumentException("The expected version or write id makes no sense.", nameof(commit));
        if (commit.WriteId == Guid.Empty || commit.WriteId == commit.ExpectedWriteId)
            throw new ArgumentException("The write id makes no sense.", nameof(commit));
        foreach (var sent in commit.Events)
            Check(sent.Type, 255);
        Check(commit.Key);
        var names = new HashSet<RowKey>();
        foreach (var name in commit.Puts.Select(put => put.Key).Concat(commit.Deletes))
        {
            Check(name.Collection, 255);
            Check(name.Key, 1024);
            if (!names.Add(name))
                throw new ArgumentException($"{name} is named twice.", nameof(commit));
        }

        var head = commit.Head?.Length ?? 0;
        if (head > Limits.MaxHeadBytes || commit.Puts.Any(put => put.Value.Length > Limits.MaxRowBytes))
            throw new ArgumentException("A head or a row is too large.", nameof(commit));
        if (head + commit.Puts.Sum(put => put.Value.Length) + names.Sum(name => SizeOf(name.Collection) + SizeOf(name.Key))
            + commit.Events.Sum(sent => SizeOf(sent.Type) + sent.Data.Length) > Limits.MaxCommitBytes)
            throw new ArgumentException("The commit is too large.", nameof(commit));
    }

    private static int SizeOf(string name) => Strict.GetByteCount(name);

    private static void Check(EntityKey key)
    {
        Check(key.Kind, EntityKey.MaxKindBytes);
        Check(key.Id, EntityKey.MaxIdBytes);
    }

    private static void Check(string name, int max)
    {
        if (string.IsNullOrEmpty(name) || Strict.GetByteCount(name) > max)
            throw new ArgumentException($"A name must have 1 to {max} bytes of UTF-8.", nameof(name));
    }

    private sealed class Stored
    {
        public EntityHead Head { get; set; }

        public SortedDictionary<(string Collection, string Key), byte[]> Rows { get; } = new(Comparer<(string Collection, string Key)>.Create(
            (x, y) => Utf8Order.Instance.Compare(x.Collection, y.Collection) is var order && order != 0
                ? order
                : Utf8Order.Instance.Compare(x.Key, y.Key)));
    }
}
