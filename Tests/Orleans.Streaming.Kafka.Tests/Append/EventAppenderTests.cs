using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Append;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Metrics;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka.Tests.Append;

[Collection(nameof(OneBroker))]
public sealed class EventAppenderTests(OneBroker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_is_too_large_fails_with_its_entitys_name_before_anything_is_sent()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var entity = test.Log.EntityIn(0);
        var small = Commits.Of(entity, 1);
        var large = Commits.Of(entity, 1, bytes: 5 << 20);

        var told = await Assert.ThrowsAsync<ArgumentException>(async () => await test.Log.AppendAsync(new EntityCommit
        {
            Key = entity,
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Time = small.Time,
            Events = [.. small.Events, .. large.Events],
        }));

        Assert.StartsWith($"Event 1 (tests.thing.happened.v1) of {entity}, version 1, takes 524", told.Message, StringComparison.Ordinal);
        Assert.Equal(new LogExtent(0, 0), await test.Log.GetExtentAsync(0, Token));
    }

    [Fact]
    public async Task The_largest_event_that_a_store_takes_goes_in_and_comes_out()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var entity = test.Log.EntityIn(0);

        Assert.Equal(CommitOutcome.Committed, await test.Log.AppendAsync(Commits.Of(entity, 1, bytes: EntityStoreLimits.Default.MaxCommitBytes)));

        Assert.Equal(EntityStoreLimits.Default.MaxCommitBytes, Assert.Single(await test.Log.ReadAsync(0, 0, 1, TimeSpan.FromSeconds(30), Token)).Data.Length);
    }

    [Fact]
    public async Task A_commit_without_events_is_in_the_log_at_once()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());

        var appending = test.Log.AppendAsync(Commits.Of(test.Log.EntityIn(0), 1, events: 0)).AsTask();

        Assert.True(appending.IsCompleted);
        Assert.Equal(CommitOutcome.Committed, await appending);
    }

    [Fact]
    public async Task A_producer_that_failed_for_good_is_replaced_and_what_it_had_is_appended_again()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var (topic, entity) = (test.Log.Session.Topic, test.Log.EntityIn(0));
        var onErrors = new List<Action<Error>>();
        using var metrics = new KafkaLogMetrics();
        await using var producers = new ProducerSlot(
            onError =>
            {
                onErrors.Add(onError);
                return new ProducerBuilder<byte[], byte[]>(ClientSettings.Producer(test.Options, topic)).Build();
            },
            TimeProvider.System,
            NullLogger.Instance);
        using var appender = new EventAppender(topic, new EventWriter("/tests"), producers, metrics, TimeProvider.System);
        Assert.Equal(CommitOutcome.Committed, await appender.AppendAsync(Commits.Of(entity, 1)));

        onErrors[0](new Error(Confluent.Kafka.ErrorCode.Local_Fatal, "for a test", isFatal: true));
        onErrors[0](new Error(Confluent.Kafka.ErrorCode.Local_Fatal, "once more", isFatal: true));
        while (producers.Replaced == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(10), Token);

        Assert.Equal(CommitOutcome.Committed, await appender.AppendAsync(Commits.Of(entity, 2)));
        Assert.Equal((1, 2), (producers.Replaced, onErrors.Count));
        Assert.Equal([1L, 2L], (await test.Log.ReadToEndAsync(0)).Select(value => value.Version));
    }

    [Fact]
    public async Task A_producer_that_cannot_be_made_anew_is_tried_again_until_it_can()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        using var logs = new RecordedLogs();
        var topic = test.Log.Session.Topic;
        var (made, onError) = (0, default(Action<Error>));
        using var metrics = new KafkaLogMetrics();
        await using var producers = new ProducerSlot(
            heard =>
            {
                onError ??= heard;
                return ++made == 2
                    ? throw new InvalidOperationException("Too many open files.")
                    : new ProducerBuilder<byte[], byte[]>(ClientSettings.Producer(test.Options, topic)).Build();
            },
            TimeProvider.System,
            logs);
        using var appender = new EventAppender(topic, new EventWriter("/tests"), producers, metrics, TimeProvider.System);

        onError!(new Error(Confluent.Kafka.ErrorCode.Local_Fatal, "for a test", isFatal: true));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (producers.Replaced == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);

        Assert.Equal(CommitOutcome.Committed, await appender.AppendAsync(Commits.Of(test.Log.EntityIn(0), 1)));
        Assert.Contains((LogLevel.Error, "The producer of the log failed for good (Local_Fatal: for a test), and another cannot be made; it is tried again"), logs.Messages);
    }

    [Fact]
    public async Task What_is_on_its_way_when_the_producer_fails_is_answered()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync(), options => options.Settings["linger.ms"] = "900");
        var topic = test.Log.Session.Topic;
        Action<Error>? onError = null;
        using var metrics = new KafkaLogMetrics();
        await using var producers = new ProducerSlot(
            heard =>
            {
                onError ??= heard;
                return new ProducerBuilder<byte[], byte[]>(ClientSettings.Producer(test.Options, topic)).Build();
            },
            TimeProvider.System,
            NullLogger.Instance);
        using var appender = new EventAppender(topic, new EventWriter("/tests"), producers, metrics, TimeProvider.System);
        var appending = appender.AppendAsync(Commits.Of(test.Log.EntityIn(0), 1)).AsTask();

        onError!(new Error(Confluent.Kafka.ErrorCode.Local_Fatal, "for a test", isFatal: true));

        Assert.Contains("for a test", (await Assert.ThrowsAsync<EntityStoreException>(() => appending)).Message, StringComparison.Ordinal);
    }
}
