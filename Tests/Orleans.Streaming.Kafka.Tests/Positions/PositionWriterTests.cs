using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Append;
using Orleans.Streaming.Kafka.Positions;

namespace Orleans.Streaming.Kafka.Tests.Positions;

[Collection(nameof(OneBroker))]
public sealed class PositionWriterTests(OneBroker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Kafka_does_not_take_is_still_to_be_written_again()
    {
        var log = Guid.NewGuid();
        var table = new PositionTable(log, NullLogger.Instance);
        var high = new LogPosition(log, 7, "thing/1@3.0");
        foreach (var position in (LogPosition[])[high, high with { Next = 5 }])
            table.Take(PositionRecord.Key("reader", 0), PositionRecord.Value(position), 0);
        var closed = new ProducerSlot(_ => ScriptedClient.New<IProducer<byte[], byte[]>>(_ => null).Client, TimeProvider.System, NullLogger.Instance);
        await closed.DisposeAsync();
        var writer = new PositionWriter(new("positions", Guid.NewGuid(), 1, 1_000_000), table, closed, TimeProvider.System);

        await Assert.ThrowsAsync<EntityStoreException>(() => writer.RestoreFallenAsync(Token));

        Assert.Equal(("reader", 0, high), Assert.Single(table.TakeFallen()));
    }

    [Fact]
    public async Task A_position_never_falls_whoever_writes_a_lower_one()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var raw = new RawTopic(test.Options);
        var (high, low) = (new LogPosition(test.Log.LogId, 7, "thing/1@3.0"), new LogPosition(test.Log.LogId, 5, null));
        await test.Log.SetPositionAsync("reader", 0, high, Token);
        Assert.Equal(high, await test.Log.GetPositionAsync("reader", 0, Token));

        await test.Log.SetPositionAsync("reader", 0, low, Token);
        Assert.Equal(high, await test.Log.GetPositionAsync("reader", 0, Token));

        // An owner that was paused, which does not know the higher one.
        await raw.ProduceAsync($"{raw.Name}.positions", 0, [new() { Key = PositionRecord.Key("reader", 0), Value = PositionRecord.Value(low) }]);
        Assert.Equal(high, await test.Log.GetPositionAsync("reader", 0, Token));

        // What compaction leaves is the last: the higher one is written again, and nobody sees one fall any more.
        await test.Log.Session.LookAsync(Token);
        using var logs = new RecordedLogs();
        await using var later = await TestLog.OpenAsync(await broker.StartedOrSkipAsync(), options => options.Topic = raw.Name, logs);
        await later.Log.Session.LookAsync(Token);
        Assert.Equal(high, await later.Log.GetPositionAsync("reader", 0, Token));
        Assert.Single(logs.Messages, message => message.Message.Contains("somebody stored the position 5 after 7", StringComparison.Ordinal));
    }
}
