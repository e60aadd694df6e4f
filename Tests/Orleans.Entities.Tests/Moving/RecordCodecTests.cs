using System.Buffers;
using CsCheck;
using Orleans.Entities.Moving;

namespace Orleans.Entities.Tests.Moving;

/// <summary>Records as bytes, and bytes that are no records.</summary>
public sealed class RecordCodecTests
{
    private static readonly Gen<string> Name = Gen.OneOf(Gen.String[Gen.Char['!', '~'], 0, 40], Gen.Const("ä 'x' \" 😀 \0"), Gen.Const(""));
    private static readonly Gen<long> Number = Gen.Long[0, long.MaxValue];
    private static readonly Gen<byte[]> Blob = Gen.Byte.Array[0, 300];
    private static readonly Gen<EntityKey> Key = Gen.Select(Name, Name, (kind, id) => new EntityKey(kind, id));

    private static readonly Gen<MoveRecord> Records = Gen.OneOf<MoveRecord>(
        Gen.Select(Key, Number, Gen.Guid, Gen.Bool, Blob, (key, version, id, open, head) => (MoveRecord)new MovedEntity(key, new EntityHead(version, id, head, open))),
        Gen.Select(Key, Name, Name, Blob, (key, collection, row, value) => (MoveRecord)new MovedRow(key, new EntityRow(new RowKey(collection, row), value))),
        Gen.Select(Gen.Int, Number, Number, (partition, first, next) => (MoveRecord)new MovedPartition(partition, new LogExtent(first, next))),
        Gen.Select(Name, Gen.Int, Gen.Guid, Number, (reader, partition, id, next) => (MoveRecord)new MovedPosition(reader, partition, new LogPosition(id, next, null))),
        Gen.Select(Name, Name, Blob, (part, key, value) => (MoveRecord)new MovedValue(part, key, value)),
        Gen.Select(Key, Number, Name, Blob, (key, offset, type, data) => (MoveRecord)new MovedEvent(new LogEvent
        {
            Partition = 7,
            Offset = offset,
            Entity = key,
            Version = offset,
            Index = 3,
            Type = type,
            Time = DateTimeOffset.UnixEpoch,
            Data = data,
        })));

    [Fact]
    public void A_record_comes_back_as_it_was() => Records.Sample(record =>
    {
        var bytes = Encoded(record);
        var read = RecordCodec.Read(bytes);
        Assert.Equal(record.GetType(), read.GetType());
        Assert.Equal(bytes, Encoded(read));
    });

    [Fact]
    public void A_record_that_is_cut_off_or_damaged_is_told_by_one_kind_of_exception() => Gen.Select(Records, Gen.Int, Gen.Int).Sample((record, at, other) =>
    {
        var bytes = Encoded(record);
        bytes[(at & int.MaxValue) % bytes.Length] = (byte)other;
        Read(bytes);
        Read(bytes[..((other & int.MaxValue) % bytes.Length)]);
    });

    private static void Read(byte[] bytes)
    {
        try
        {
            RecordCodec.Read(bytes);
        }
        catch (InvalidDataException)
        {
            // So it is.
        }
    }

    private static byte[] Encoded(MoveRecord record)
    {
        var writer = new ArrayBufferWriter<byte>();
        RecordCodec.Write(writer, record);
        return writer.WrittenSpan.ToArray();
    }
}
