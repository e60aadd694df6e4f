using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orleans.Entities.Moving;

/// <summary>Records as bytes.</summary>
/// <remarks>
/// <para>Numbers are little-endian; a name is two bytes of length and its UTF-8; the last field has no length.</para>
/// <code>
/// 1  entity     kind, id, version i64, write id 16, unfinished u8, head
/// 2  row        kind, id, collection, key, value
/// 3  partition  partition i32, first offset i64, next offset i64
/// 4  event      partition i32, offset i64, kind, id, version i64, index i32, type, UTC ticks i64, trace parent, data
/// 5  position   reader, partition i32, log id 16, next i64, last event's id
/// 6  value      part, key, value
/// </code>
/// </remarks>
internal static class RecordCodec
{
    private const byte Entity = 1;
    private const byte Row = 2;
    private const byte Partition = 3;
    private const byte Event = 4;
    private const byte Position = 5;
    private const byte Value = 6;

    public static void Write(ArrayBufferWriter<byte> to, MoveRecord record)
    {
        switch (record)
        {
            case MovedEntity entity:
                Byte(to, Entity);
                Key(to, entity.Key);
                Int64(to, entity.Head.Version);
                Id(to, entity.Head.WriteId);
                Byte(to, entity.Head.Unfinished ? (byte)1 : (byte)0);
                to.Write(entity.Head.Head.Span);
                break;
            case MovedRow row:
                Byte(to, Row);
                Key(to, row.Entity);
                Name(to, row.Row.Key.Collection);
                Name(to, row.Row.Key.Key);
                to.Write(row.Row.Value.Span);
                break;
            case MovedPartition partition:
                Byte(to, Partition);
                Int32(to, partition.Partition);
                Int64(to, partition.Extent.First);
                Int64(to, partition.Extent.Next);
                break;
            case MovedEvent { Event: var value }:
                Byte(to, Event);
                Int32(to, value.Partition);
                Int64(to, value.Offset);
                Key(to, value.Entity);
                Int64(to, value.Version);
                Int32(to, value.Index);
                Name(to, value.Type);
                Int64(to, value.Time.UtcTicks);
                Name(to, value.TraceParent ?? "");
                to.Write(value.Data.Span);
                break;
            case MovedPosition position:
                Byte(to, Position);
                Name(to, position.Reader);
                Int32(to, position.Partition);
                Id(to, position.Position.LogId);
                Int64(to, position.Position.Next);
                Name(to, position.Position.Last ?? "");
                break;
            case MovedValue value:
                Byte(to, Value);
                Name(to, value.Part);
                Name(to, value.Key);
                to.Write(value.Value.Span);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(record));
        }
    }

    /// <exception cref="InvalidDataException">They are no record.</exception>
    public static MoveRecord Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var reader = new FieldReader(bytes);
            return reader.Byte() switch
            {
                Entity => new MovedEntity(reader.Key(), HeadOf(ref reader)),
                Row => new MovedRow(reader.Key(), new EntityRow(new RowKey(reader.Name(), reader.Name()), reader.Rest())),
                Partition => new MovedPartition(reader.Int32(), new LogExtent(reader.Int64(), reader.Int64())),
                Event => new MovedEvent(EventOf(ref reader)),
                Position => new MovedPosition(reader.Name(), reader.Int32(), new LogPosition(reader.Id(), reader.Int64(), NullIfEmpty(reader.Name()))),
                Value => new MovedValue(reader.Name(), reader.Name(), reader.Rest()),
                var kind => throw new InvalidDataException($"{kind} is no kind of record"),
            };
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("a record ends too early", e);
        }
    }

    private static EntityHead HeadOf(ref FieldReader reader)
    {
        var (version, writeId, unfinished) = (reader.Int64(), reader.Id(), reader.Byte() != 0);
        return new EntityHead(version, writeId, reader.Rest(), unfinished);
    }

    // Initializers are evaluated in the order in which they stand, which is that of the fields.
    private static LogEvent EventOf(ref FieldReader reader) => new()
    {
        Partition = reader.Int32(),
        Offset = reader.Int64(),
        Entity = reader.Key(),
        Version = reader.Int64(),
        Index = reader.Int32(),
        Type = reader.Name(),
        Time = new DateTimeOffset(reader.Int64(), TimeSpan.Zero),
        TraceParent = NullIfEmpty(reader.Name()),
        Data = reader.Rest(),
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static void Byte(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }

    private static void Int32(ArrayBufferWriter<byte> to, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(to.GetSpan(sizeof(int)), value);
        to.Advance(sizeof(int));
    }

    private static void Int64(ArrayBufferWriter<byte> to, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(sizeof(long)), value);
        to.Advance(sizeof(long));
    }

    private static void Id(ArrayBufferWriter<byte> to, Guid value)
    {
        value.TryWriteBytes(to.GetSpan(16));
        to.Advance(16);
    }

    private static void Key(ArrayBufferWriter<byte> to, EntityKey key)
    {
        Name(to, key.Kind);
        Name(to, key.Id);
    }

    private static void Name(ArrayBufferWriter<byte> to, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        var span = to.GetSpan(sizeof(ushort) + length);
        BinaryPrimitives.WriteUInt16LittleEndian(span, checked((ushort)length));
        Encoding.UTF8.GetBytes(value, span[sizeof(ushort)..]);
        to.Advance(sizeof(ushort) + length);
    }
}
