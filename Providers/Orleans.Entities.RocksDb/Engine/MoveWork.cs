using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>Records that move in as they are, with where the log's partitions stand and how far the import is.</summary>
internal sealed class MoveWork : Work
{
    private readonly RecordBuffer _records = new(int.MaxValue);
    private readonly RecordBuffer _scratch = new(int.MaxValue);
    private readonly List<MovedPartition> _partitions = [];
    private int _count;

    internal override int Bytes => _records.Length;

    internal void Add(MoveRecord record)
    {
        switch (record)
        {
            case MovedEntity entity:
                AddEntity(entity);
                break;
            case MovedRow { Entity: var entity, Row: var row }:
                Begin(Families.Rows);
                Keys.AppendRow(_scratch, entity, row.Key);
                Value(1 + row.Value.Length).AppendByte(StoreLayout.RecordFormat);
                _records.Append(row.Value.Span);
                break;
            case MovedPartition partition:
                _partitions.Add(partition);
                break;
            case MovedEvent { Event: var value }:
                Begin(Families.Events);
                Keys.WriteEvent(_scratch.Append(StoreLayout.EventKeyBytes), value.Partition, value.Offset);
                EndKey();
                EventRecord.Append(_scratch, value);
                BatchRecords.AppendBytes(_records, _scratch.Span);
                break;
            case MovedPosition position:
                Begin(Families.Positions);
                Keys.AppendPosition(_scratch, position.Reader, position.Partition);
                EndKey();
                PositionRecord.Append(_scratch, position.Position);
                BatchRecords.AppendBytes(_records, _scratch.Span);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record));
        }
    }

    internal void Add(ImportMark mark)
    {
        Begin(Families.Meta);
        _scratch.Append(StoreLayout.ImportKey);
        mark.Write(Value(ImportMark.Bytes).Append(ImportMark.Bytes));
    }

    internal override void Join(Group group)
    {
        group.Add(_records.Span, _count);
        foreach (var partition in _partitions)
            group.SetExtent(partition.Partition, partition.Extent);
        (Decision, RestsOnGroup) = (CommitOutcome.Committed, true);
    }

    private void AddEntity(MovedEntity entity)
    {
        Begin(Families.Heads);
        Keys.AppendHead(_scratch, entity.Key);
        var record = new HeadRecord(entity.Head.Version, entity.Head.WriteId, entity.Head.Unfinished);
        record.Write(Value(StoreLayout.HeadPrefixBytes + entity.Head.Head.Length).Append(StoreLayout.HeadPrefixBytes));
        _records.Append(entity.Head.Head.Span);
        if (!entity.Head.Unfinished)
            return;
        Begin(Families.Unfinished);
        Keys.AppendHead(_scratch, entity.Key);
        Value(0);
    }

    private void Begin(byte family)
    {
        BatchRecords.BeginPut(_records, family);
        _scratch.Clear();
        _count++;
    }

    // What was gathered is the key; what comes next is gathered anew.
    private void EndKey()
    {
        BatchRecords.AppendBytes(_records, _scratch.Span);
        _scratch.Clear();
    }

    private RecordBuffer Value(int length)
    {
        EndKey();
        _records.AppendVarint(length);
        return _records;
    }
}
