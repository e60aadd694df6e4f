using System.Text;
using Confluent.Kafka;
using CsCheck;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka.Tests.Records;

public sealed class EventRecordTests
{
    private static readonly Gen<string> Names = Gen.Char[' ', '\ud7ff'].Array[1, 20].Select(letters => new string(letters));

    [Fact]
    public void What_was_written_is_read() =>
        Gen.Select(Names, Names, Names, Gen.Long[0, long.MaxValue - 1], Gen.Byte.Array, Gen.DateTimeOffset).Sample((kind, id, type, version, data, time) =>
        {
            var commit = Commit(new(kind, id), version, time, [new(type, data), new(type, default)]);
            var records = new EventWriter("/tests").Write(commit, EventWriter.KeyOf(commit.Key));

            for (var index = 0; index < records.Length; index++)
            {
                var read = EventReader.Read(Stored(records[index]));
                Assert.Equal((commit.Key, version + 1, index, type), (read.Entity, read.Version, read.Index, read.Type));
                Assert.Equal((7, 42L, time, commit.TraceParent), (read.Partition, read.Offset, read.Time, read.TraceParent));
                Assert.Equal(commit.Events[index].Data.ToArray(), read.Data.ToArray());
            }
        });

    [Fact]
    public void A_record_is_a_CloudEvent_in_binary_mode()
    {
        var time = new DateTimeOffset(2026, 3, 1, 14, 30, 15, TimeSpan.FromHours(2));
        var commit = Commit(new("order", "A-17"), 4, time, [new("orders.order.paid.v1", "{}"u8.ToArray())]);

        var record = Assert.Single(new EventWriter("/shop").Write(commit, EventWriter.KeyOf(commit.Key)));

        Assert.Equal("order/A-17", Encoding.UTF8.GetString(record.Key));
        Assert.Equal("{}", Encoding.UTF8.GetString(record.Value));
        Assert.Equal(
            [
                "ce_specversion: 1.0", "ce_id: order/A-17@5.0", "ce_source: /shop", "ce_type: orders.order.paid.v1",
                "ce_time: 2026-03-01T12:30:15.0000000Z", "ce_subject: A-17", "ce_entitykind: order", "ce_entityversion: 5", "ce_entityindex: 0",
                "content-type: application/json", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            ],
            record.Headers.Select(header => $"{header.Key}: {Encoding.UTF8.GetString(header.GetValueBytes())}"));
    }

    [Theory]
    [InlineData(EventHeaders.EntityKind, null, "its header 'ce_entitykind' is missing or empty")]
    [InlineData(EventHeaders.Subject, "", "its header 'ce_subject' is missing or empty")]
    [InlineData(EventHeaders.Type, null, "its header 'ce_type' is missing or empty")]
    [InlineData(EventHeaders.EntityVersion, "five", "its header 'ce_entityversion' is no number")]
    [InlineData(EventHeaders.EntityVersion, "-5", "its header 'ce_entityversion' is no number")]
    [InlineData(EventHeaders.EntityIndex, null, "its header 'ce_entityindex' is missing or empty")]
    [InlineData(EventHeaders.EntityIndex, "3000000000", "its header 'ce_entityindex' is missing or empty")]
    [InlineData(EventHeaders.Time, "noon", "its header 'ce_time' is no time")]
    public void A_record_that_is_no_event_says_why(string header, string? value, string cause)
    {
        var commit = Commit(new("order", "A-17"), 4, default, [new("orders.order.paid.v1", "{}"u8.ToArray())]);
        var record = new EventWriter("/shop").Write(commit, EventWriter.KeyOf(commit.Key))[0];
        record.Headers.Remove(header);
        if (value is not null)
            record.Headers.Add(header, Encoding.UTF8.GetBytes(value));

        Assert.Equal(cause, Assert.Throws<UnreadableRecordException>(() => EventReader.Read(Stored(record))).Message);
    }

    [Theory]
    [InlineData("2026-03-01T12:30:15.0000000Z")]
    [InlineData("2026-03-01T12:30:15Z")]
    [InlineData("2026-03-01T14:30:15.0000000+02:00")]
    [InlineData("2026-03-01T12:30:15.0000000")]
    public void A_time_may_be_written_as_others_do(string written)
    {
        var commit = Commit(new("order", "A-17"), 4, default, [new("orders.order.paid.v1", "{}"u8.ToArray())]);
        var record = new EventWriter("/shop").Write(commit, EventWriter.KeyOf(commit.Key))[0];
        record.Headers.Remove(EventHeaders.Time);
        record.Headers.Add(EventHeaders.Time, Encoding.UTF8.GetBytes(written));

        var time = EventReader.Read(Stored(record)).Time;

        Assert.Equal((new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero), TimeSpan.Zero), (time, time.Offset));
    }

    [Fact]
    public void A_record_without_headers_is_no_event() =>
        Assert.Throws<UnreadableRecordException>(() => EventReader.Read(Stored(new() { Value = [1] })));

    [Fact]
    public void A_header_that_is_no_text_is_none()
    {
        var record = new Message<byte[], byte[]> { Headers = [new Header(EventHeaders.Type, [0xff])] };

        Assert.Equal("its header 'ce_type' is not UTF-8", Assert.Throws<UnreadableRecordException>(() => EventReader.Read(Stored(record))).Message);
    }

    private static EntityCommit Commit(EntityKey key, long version, DateTimeOffset time, IReadOnlyList<PendingEvent> events) => new()
    {
        Key = key,
        ExpectedVersion = version,
        ExpectedWriteId = Guid.NewGuid(),
        WriteId = Guid.NewGuid(),
        Events = events,
        Time = time,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    private static ConsumeResult<byte[], byte[]> Stored(Message<byte[], byte[]> record) => new() { Partition = 7, Offset = 42, Message = record };
}
