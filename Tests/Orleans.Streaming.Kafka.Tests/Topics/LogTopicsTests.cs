using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Topics;

[Collection(nameof(OneBroker))]
public sealed class LogTopicsTests(OneBroker broker)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_topic_that_is_missing_is_told_by_its_name()
    {
        var options = TestLog.OptionsFor(await broker.StartedOrSkipAsync());
        options.CreateTopics = false;
        await using var log = new KafkaEventLog(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        var told = await Assert.ThrowsAsync<EntityStoreException>(() => log.OpenAsync(Token));

        Assert.Equal($"There is no topic '{options.Topic}': create it, or set CreateTopics.", told.Message);
        Assert.Throws<EntityStoreException>(() => log.LogId);
    }

    [Fact]
    public async Task A_topic_that_is_compacted_is_refused()
    {
        var options = TestLog.OptionsFor(await broker.StartedOrSkipAsync());
        await new RawTopic(options).MakeAsync(new() { ["cleanup.policy"] = "compact" });
        await using var log = new KafkaEventLog(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        var told = await Assert.ThrowsAsync<EntityStoreException>(() => log.OpenAsync(Token));

        Assert.Equal($"Topic '{options.Topic}' has cleanup.policy 'compact': it must be 'delete'.", told.Message);
    }

    [Fact]
    public async Task A_topic_made_anew_under_the_same_name_stops_the_log_with_both_ids()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var (entity, before) = (test.Log.EntityIn(0), test.Log.LogId);
        await test.Log.RelayAsync(Commits.Of(entity, 1));
        await test.Log.SetPositionAsync("reader", 0, new(before, 1, "thing/0@1.0"), Token);
        await new RawTopic(test.Options).MakeAnewAsync();

        var told = await LookUntilStoppedAsync(test.Log, 1);
        await Assert.ThrowsAsync<LogTruncatedException>(async () => await test.Log.GetExtentAsync(0, Token));
        await Assert.ThrowsAsync<LogTruncatedException>(async () => await test.Log.AppendAsync(Commits.Of(entity, 2)));
        await test.ReopenAsync();

        Assert.NotEqual(before, test.Log.LogId);
        Assert.Equal($"Topic '{test.Options.Topic}' was made anew: its id is {test.Log.LogId}, and was {before}.", told.Message);
        Assert.Equal(before, (await test.Log.GetPositionAsync("reader", 0, Token))!.LogId);
    }

    [Fact]
    public async Task Another_number_of_partitions_stops_the_log_with_both_numbers()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await new RawTopic(test.Options).AddPartitionsAsync(6);

        var told = await LookUntilStoppedAsync(test.Log, 0);

        Assert.StartsWith($"Topic '{test.Options.Topic}' has 6 partitions, and had 4", told.Message, StringComparison.Ordinal);
    }

    // Brokers hear of what was done to a topic some moments later.
    private static async Task<LogTruncatedException> LookUntilStoppedAsync(KafkaEventLog log, long offset)
    {
        while (true)
        {
            await log.Session.LookAsync(Token);
            try
            {
                await log.ReadAsync(0, offset, 10, TimeSpan.Zero, Token);
            }
            catch (LogTruncatedException stopped)
            {
                return stopped;
            }
        }
    }
}
