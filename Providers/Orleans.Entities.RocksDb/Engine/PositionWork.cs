using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>A reader's position, to be written with whatever else is.</summary>
internal sealed class PositionWork : Work
{
    private readonly RecordBuffer _key = new(int.MaxValue);
    private readonly RecordBuffer _value = new(int.MaxValue);

    internal PositionWork(string reader, int partition, LogPosition position)
    {
        Keys.AppendPosition(_key, reader, partition);
        PositionRecord.Append(_value, position);
    }

    internal override int Bytes => _key.Length + _value.Length;

    internal override void Join(Group group)
    {
        group.Put(Families.Positions, _key.Span, _value.Span);
        (Decision, RestsOnGroup) = (CommitOutcome.Committed, true);
    }
}
