using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// Turns a commit into records of a write batch, all but what only the commit thread knows: the offsets of its events, the head that a
/// commit without one keeps, and whether the mark 'unfinished' changes.
/// </summary>
/// <remarks>The buffer holds the head's key, then the records: head, rows, events.</remarks>
internal sealed class CommitEncoder(RecordBuffer buffer)
{
    // Keys are written here to learn their length, which stands before them.
    [ThreadStatic]
    private static RecordBuffer? _scratch;

    private int _headAt;
    private int _headLength;
    private int _eventsAt;
    private long _firstOffset;
    private EntityCommit? _commit;

    internal RecordBuffer Bytes => buffer;

    /// <summary>The head's key: the buffer's beginning.</summary>
    internal HeadKey Key { get; private set; }

    internal int Partition { get; private set; }

    internal int RecordCount { get; private set; }

    internal int EventCount { get; private set; }

    internal bool HasHead => _headLength > 0;

    internal ReadOnlySpan<byte> Records => buffer.Slice(Key.Length, buffer.Length - Key.Length);

    /// <summary>Where the head's value is within <see cref="Records"/>.</summary>
    internal int HeadAt => _headAt - Key.Length;

    internal int HeadLength => _headLength;

    internal void Encode(EntityCommit commit, EntityStoreLimits limits, int partitions)
    {
        CommitRules.Check(commit, limits);
        _commit = commit;
        Key = HeadKey.Append(buffer, commit.Key);
        Partition = Key.Partition(partitions);

        if (commit.Head is { } head)
            AppendHead(commit, head.Span);
        foreach (var row in commit.Puts)
            AppendRow(commit.Key, row);
        foreach (var row in commit.Deletes)
            BatchRecords.AppendDelete(buffer, Families.Rows, RowKeyOf(commit.Key, row));
        _eventsAt = buffer.Length;
        for (var i = 0; i < commit.Events.Count; i++)
            AppendEvent(commit, i);
        EventCount = commit.Events.Count;
        RecordCount = (HasHead ? 1 : 0) + commit.Puts.Count + commit.Deletes.Count + EventCount;
        if (buffer.Length - Key.Length > limits.MaxCommitBytes)
            CommitRules.CheckSize(commit, limits);
    }

    /// <summary>Gives the events their places in the log.</summary>
    internal void SetOffsets(long first)
    {
        _firstOffset = first;
        var at = _eventsAt;
        for (var i = 0; i < EventCount; i++)
        {
            at += 3; // tag, family, the key's length
            Keys.WriteEvent(buffer.Writable(at, StoreLayout.EventKeyBytes), Partition, first + i);
            at += StoreLayout.EventKeyBytes;
            var length = BatchRecords.ReadVarint(buffer.Span, ref at);
            at += length;
        }
    }

    /// <summary>Hands the events on, now that they are durable and the commit has not ended: its buffers are as they were.</summary>
    internal void AppendEvents(PartitionTail tail)
    {
        for (var i = 0; i < EventCount; i++)
            tail.Append(EventRecord.ToLogEvent(_commit!, i, Partition, _firstOffset + i));
    }

    internal void Clear()
    {
        _commit = null;
        buffer.Clear();
        _headLength = 0;
    }

    private static RecordBuffer Scratch()
    {
        var scratch = _scratch ??= new RecordBuffer(4 << 10);
        scratch.Clear();
        return scratch;
    }

    private static ReadOnlySpan<byte> RowKeyOf(EntityKey key, RowKey row)
    {
        var scratch = Scratch();
        Keys.AppendRow(scratch, key, row);
        return scratch.Span;
    }

    private void AppendHead(EntityCommit commit, ReadOnlySpan<byte> head)
    {
        BatchRecords.BeginPut(buffer, Families.Heads);
        buffer.AppendVarint(Key.Length);
        buffer.Reserve(Key.Length);
        buffer.Append(Key.Span);
        _headLength = StoreLayout.HeadPrefixBytes + head.Length;
        buffer.AppendVarint(_headLength);
        _headAt = buffer.Length;
        var record = new HeadRecord(commit.ExpectedVersion + 1, commit.WriteId, commit.Unfinished);
        record.Write(buffer.Append(StoreLayout.HeadPrefixBytes));
        buffer.Append(head);
    }

    private void AppendRow(EntityKey key, EntityRow row)
    {
        BatchRecords.BeginPut(buffer, Families.Rows);
        BatchRecords.AppendBytes(buffer, RowKeyOf(key, row.Key));
        buffer.AppendVarint(1 + row.Value.Length);
        buffer.AppendByte(StoreLayout.RecordFormat);
        buffer.Append(row.Value.Span);
    }

    private void AppendEvent(EntityCommit commit, int index)
    {
        BatchRecords.BeginPut(buffer, Families.Events);
        buffer.AppendVarint(StoreLayout.EventKeyBytes);
        buffer.Append(StoreLayout.EventKeyBytes);
        var scratch = Scratch();
        EventRecord.Append(scratch, commit, index);
        BatchRecords.AppendBytes(buffer, scratch.Span);
    }
}
