using System.Text;

namespace Orleans.Entities.Contract;

/// <summary>Writes one entity as its only owner would: each commit on the one before.</summary>
public sealed class EntityWriter(IEntityStore store, EntityKey key)
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 30, 15, TimeSpan.Zero);

    public EntityKey Key { get; } = key;

    public long Version { get; private set; }

    public Guid WriteId { get; private set; }

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static EntityRow Row(string collection, string key, string value) => new(new RowKey(collection, key), Bytes(value));

    public static PendingEvent Event(string data) => new("tests.thing.happened.v1", Bytes(data));

    /// <summary>The next commit, with an id of its own.</summary>
    public EntityCommit Next(
        string? head = null,
        IReadOnlyList<EntityRow>? puts = null,
        IReadOnlyList<RowKey>? deletes = null,
        IReadOnlyList<PendingEvent>? events = null,
        bool unfinished = false) => new()
        {
            Key = Key,
            ExpectedVersion = Version,
            ExpectedWriteId = WriteId,
            WriteId = Guid.NewGuid(),
            Head = head is null ? default(ReadOnlyMemory<byte>?) : Bytes(head),
            Puts = puts ?? [],
            Deletes = deletes ?? [],
            Events = events ?? [],
            Unfinished = unfinished,
            Time = Time,
        };

    /// <summary>Sends a commit, and goes on from it when it succeeds.</summary>
    public async Task<CommitOutcome> TryWriteAsync(EntityCommit commit)
    {
        var outcome = await store.CommitAsync(commit);
        if (outcome == CommitOutcome.Committed)
            (Version, WriteId) = (commit.ExpectedVersion + 1, commit.WriteId);
        return outcome;
    }

    /// <summary>Sends a commit that must succeed and goes on from it.</summary>
    public async Task WriteAsync(EntityCommit commit) => Assert.Equal(CommitOutcome.Committed, await TryWriteAsync(commit));

    public Task WriteAsync(
        string? head = null,
        IReadOnlyList<EntityRow>? puts = null,
        IReadOnlyList<RowKey>? deletes = null,
        IReadOnlyList<PendingEvent>? events = null,
        bool unfinished = false) => WriteAsync(Next(head, puts, deletes, events, unfinished));
}
