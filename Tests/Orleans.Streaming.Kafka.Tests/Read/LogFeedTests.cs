using Confluent.Kafka;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Read;

namespace Orleans.Streaming.Kafka.Tests.Read;

[Collection(nameof(OneBroker))]
public sealed class LogFeedTests(OneBroker broker)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_consumer_that_brings_nothing_for_a_minute_is_given_up_and_the_next_goes_on_where_it_stood()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var time = new FakeTimeProvider();
        using var logs = new RecordedLogs();
        await using var session = await LogSession.OpenAsync(test.Options, new MuteAtFirst(test.Options, logs), time, logs, Token);
        using var readings = new MeterReadings(session.Metrics.Meter);
        for (var version = 1; version <= 3; version++)
            await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(2), version));

        await session.LookAsync(Token);
        Assert.Equal(3, readings.Of("orleans.kafka.log.lag", "partition=2")[^1]);
        Assert.Equal(0, readings.Of("orleans.kafka.log.lag", "partition=1")[^1]);
        time.Advance(StallWatch.Patience);

        Assert.Equal([1L, 2L, 3L], await VersionsAsync(session, 3).WaitAsync(Patience, Token));
        Assert.Equal(1, readings.Of("orleans.kafka.log.consumers.rebuilt")[^1]);
        Assert.Equal(0, readings.Of("orleans.kafka.log.progress", "partition=2")[^1]);
        Assert.Equal(StallWatch.Patience.TotalSeconds, readings.Of("orleans.kafka.log.progress", "partition=1")[^1]);
        Assert.Contains(
            (LogLevel.Error, $"Topic '{test.Options.Topic}', partition 2, ends at 3, and nothing came from 0 on for a minute: it is read on with a new consumer"),
            logs.Messages);
    }

    private static async Task<List<long>> VersionsAsync(LogSession session, int count)
    {
        var versions = new List<long>();
        while (versions.Count < count)
            versions.AddRange((await session.Reader.ReadAsync(2, versions.Count, 10, TimeSpan.FromMinutes(1), Token)).Select(value => value.Version));
        return versions;
    }

    private sealed class MuteAtFirst(KafkaEventLogOptions options, ILogger logger) : KafkaClients(options, logger)
    {
        private bool _isSecond;

        public override IConsumer<byte[], byte[]> Feed()
        {
            var consumer = _isSecond ? base.Feed() : MuteConsumer.Of(base.Feed());
            _isSecond = true;
            return consumer;
        }
    }
}
