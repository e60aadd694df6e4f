using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// The question what became of a write. It stands in the queue behind every commit that was sent before it, so that none of them can
/// still be applied after the answer.
/// </summary>
internal sealed class ResolveWork : Work
{
    private readonly HeadKey _key;
    private readonly long _version;
    private readonly Guid _writeId;

    internal ResolveWork(EntityKey key, long version, Guid writeId)
    {
        _key = HeadKey.Append(new RecordBuffer(int.MaxValue), key);
        (_version, _writeId) = (version, writeId);
    }

    internal override int Bytes => _key.Length;

    protected override CommitOutcome OnFailedGroup => RestsOnGroup ? CommitOutcome.Unknown : Decision;

    internal override void Join(Group group)
    {
        using var stored = group.Find(_key, withValue: false);
        RestsOnGroup = stored.OfThisGroup;
        Decision = stored.Record.Version < _version ? CommitOutcome.NotApplied
            : stored.Record.Version == _version && stored.Record.WriteId == _writeId ? CommitOutcome.Committed
            : CommitOutcome.Conflict;
    }
}
