using System.Buffers.Binary;

namespace Orleans.Entities.RocksDb.Layout;

/// <summary>An event in the log: the value in the family of events.</summary>
internal static class EventRecord
{
    internal const int MaxTraceParentBytes = byte.MaxValue;

    internal static void Append(RecordBuffer buffer, EntityCommit commit, int index)
    {
        var value = commit.Events[index];
        Append(buffer, commit.Key, commit.ExpectedVersion + 1, index, value.Type, commit.Time, commit.TraceParent, value.Data.Span);
    }

    internal static void Append(RecordBuffer buffer, LogEvent value)
        => Append(buffer, value.Entity, value.Version, value.Index, value.Type, value.Time, value.TraceParent, value.Data.Span);

    private static void Append(
        RecordBuffer buffer, EntityKey entity, long version, int index, string type, DateTimeOffset time, string? trace, ReadOnlySpan<byte> data)
    {
        buffer.AppendByte(StoreLayout.RecordFormat);
        buffer.AppendInt64(version);
        buffer.AppendUInt32((uint)index);
        buffer.AppendInt64(time.UtcTicks);
        buffer.AppendShortName(entity.Kind, "kind");
        buffer.AppendLongName(entity.Id, EntityKey.MaxIdBytes, "id");
        buffer.AppendShortName(type, "event type");
        if (string.IsNullOrEmpty(trace))
            buffer.AppendByte(0);
        else
            buffer.AppendShortName(trace, "trace parent");
        buffer.Append(data);
    }

    /// <summary>What <see cref="Read"/> makes of an event that was appended, from its commit. It shares no memory that may change.</summary>
    internal static LogEvent ToLogEvent(EntityCommit commit, int index, int partition, long offset) => new()
    {
        Partition = partition,
        Offset = offset,
        Entity = commit.Key,
        Version = commit.ExpectedVersion + 1,
        Index = index,
        Type = commit.Events[index].Type,
        Time = commit.Time.ToUniversalTime(),
        TraceParent = string.IsNullOrEmpty(commit.TraceParent) ? null : commit.TraceParent,
        Data = commit.Events[index].Data.ToArray(),
    };

    internal static LogEvent Read(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var reader = new RecordReader(value, "event");
        var version = reader.Int64();
        var index = (int)reader.UInt32();
        var time = new DateTimeOffset(reader.Int64(), TimeSpan.Zero);
        var kind = reader.ShortName();
        var id = reader.LongName();
        var type = reader.ShortName();
        var trace = reader.ShortName();
        return new LogEvent
        {
            Partition = BinaryPrimitives.ReadUInt16BigEndian(key),
            Offset = BinaryPrimitives.ReadInt64BigEndian(key[2..]),
            Entity = new EntityKey(kind, id),
            Version = version,
            Index = index,
            Type = type,
            Time = time,
            TraceParent = trace.Length == 0 ? null : trace,
            Data = reader.Rest.ToArray(),
        };
    }
}
