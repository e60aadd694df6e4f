namespace Orleans.Entities.RocksDb.Engine;

/// <summary>The wish to forget a partition's events below an offset.</summary>
internal sealed class TrimWork(int partition, long before) : Work
{
    internal override int Bytes => sizeof(long);

    internal override void Join(Group group)
    {
        group.Trim(partition, Math.Min(before, group.Next[partition]));
        (Decision, RestsOnGroup) = (CommitOutcome.Committed, true);
    }
}
