using Confluent.Kafka;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Entities;
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
        await using var session = await LogSession.OpenAsync(test.Options, new MuteAtFirst(test.Options, logs), null, time, logs, Token);
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

    [Fact]
    public async Task A_partition_that_was_trimmed_beyond_where_it_was_read_up_to_is_read_on_from_what_is_left()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var time = new FakeTimeProvider();
        using var logs = new RecordedLogs();
        await using var session = await LogSession.OpenAsync(test.Options, new MuteAtFirst(test.Options, logs), null, time, logs, Token);
        for (var version = 1; version <= 5; version++)
            await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(2), version));
        await test.Log.TrimAsync(2, 3, Token);
        var waiting = session.Reader.ReadAsync(2, 0, 10, TimeSpan.FromMinutes(5), Token).AsTask();

        // The new consumer goes on where the old one stood, which the broker does not have any more.
        await session.LookAsync(Token);
        time.Advance(StallWatch.Patience);

        // The clock has the log look as well: whoever looks first after the failure has the partition read on.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!logs.Messages.Contains((LogLevel.Information, $"Topic '{test.Options.Topic}', partition 2, is read on from 3")))
        {
            await session.LookAsync(patience.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }

        await UntilReadAsync(session, 5);
        Assert.Equal([4L, 5L], (await session.Reader.ReadAsync(2, 3, 10, TimeSpan.Zero, Token)).Select(value => value.Version));
        var told = await Assert.ThrowsAsync<LogTruncatedException>(() => waiting.WaitAsync(Patience, Token));
        Assert.Equal("Partition 2 of the log holds the offsets 3 to 5, and 0 was asked for.", told.Message);
    }

    [Fact]
    public async Task A_topic_of_positions_that_ends_below_what_was_read_stops_the_log_and_wakes_who_waits_for_events()
    {
        var options = TestLog.OptionsFor(await broker.StartedOrSkipAsync());
        using var logs = new RecordedLogs();

        // A topic that is made takes a while to appear, for which a clock that stands still would wait for ever.
        await using (var maker = new KafkaEventLog(options, TimeProvider.System, logs))
            await maker.OpenAsync(Token);

        // Its clock stands still: nobody looks after the topics.
        await using var session = await LogSession.OpenAsync(options, new KafkaClients(options, logs), null, new FakeTimeProvider(), logs, Token);
        for (var next = 1; next <= 3; next++)
            await session.StorePositionAsync("reader", 0, new(session.Topic.Id, next, null), Token);
        Assert.Equal(3, (await session.FindPositionAsync("reader", 0, Token))!.Next);
        var waiting = session.Reader.ReadAsync(0, 0, 10, TimeSpan.FromMinutes(5), Token).AsTask();
        await new RawTopic(options).MakePositionsAnewAsync();

        var told = await Assert.ThrowsAsync<LogTruncatedException>(() => waiting.WaitAsync(Patience, Token));

        Assert.StartsWith($"Topic '{options.Topic}.positions' does not hold the offset that it was read up to: ", told.Message, StringComparison.Ordinal);
        Assert.Contains((LogLevel.Critical, $"The log stands still until it is right and the process starts anew; nothing is skipped: {told.Message}"), logs.Messages);
        Assert.Throws<LogTruncatedException>(session.Faults.ThrowIfStopped);
    }

    [Fact]
    public async Task A_consumer_that_throws_what_nobody_expects_is_told_ended_and_followed_by_another_that_leaves_nothing_out()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        using var logs = new RecordedLogs();
        var clients = new BrokenAtFirst(test.Options, logs);

        // Its clock stands still: nobody looks before the test does.
        await using var session = await LogSession.OpenAsync(test.Options, clients, null, new FakeTimeProvider(), logs, Token);
        for (var version = 1; version <= 3; version++)
            await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(2), version));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        while (!clients.First!.IsDisposed)
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        await session.LookAsync(Token);

        Assert.Equal([1L, 2L, 3L], await VersionsAsync(session, 3).WaitAsync(Patience, Token));
        Assert.Contains((LogLevel.Error, "The reading of the log met what nobody expects; it is read on with a new consumer"), logs.Messages);
    }

    private static async Task UntilReadAsync(LogSession session, long offset)
        => Assert.True(await session.Memory.Tails[2].Passage.ReachAsync(offset, Patience, TimeProvider.System, Token));

    private static async Task<List<long>> VersionsAsync(LogSession session, int count)
    {
        var versions = new List<long>();
        while (versions.Count < count)
            versions.AddRange((await session.Reader.ReadAsync(2, versions.Count, 10, TimeSpan.FromMinutes(1), Token)).Select(value => value.Version));
        return versions;
    }

    private sealed class BrokenAtFirst(KafkaEventLogOptions options, ILogger logger) : KafkaClients(options, logger)
    {
        public BrokenConsumer? First { get; private set; }

        public override IConsumer<byte[], byte[]> Feed()
        {
            if (First is not null)
                return base.Feed();
            var consumer = BrokenConsumer.Of(base.Feed());
            First = (BrokenConsumer)consumer;
            return consumer;
        }
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
