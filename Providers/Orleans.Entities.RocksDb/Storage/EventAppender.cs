using Orleans.Entities.RocksDb.Engine;

namespace Orleans.Entities.RocksDb;

/// <summary>Appends events of entities that another store holds. Of each entity the version that was appended last is kept as its head.</summary>
internal sealed class EventAppender(StoreEngine engine) : IEventAppender
{
    public ValueTask<CommitOutcome> AppendAsync(EntityCommit commit) => engine.CommitAsync(
        new EntityCommit
        {
            Key = commit.Key,
            ExpectedVersion = commit.ExpectedVersion,
            ExpectedWriteId = commit.ExpectedWriteId,
            WriteId = commit.WriteId,
            Events = commit.Events,
            Time = commit.Time,
            TraceParent = commit.TraceParent,
        },
        EntityStoreLimits.Default,
        mirrors: true);
}
