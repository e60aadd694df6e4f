using System.Text.RegularExpressions;
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
    public async Task A_topic_that_is_to_have_more_copies_than_there_are_brokers_is_not_made()
    {
        var options = TestLog.OptionsFor(await broker.StartedOrSkipAsync());
        options.ReplicationFactor = 3;
        await using var log = new KafkaEventLog(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        var told = await Assert.ThrowsAsync<EntityStoreException>(() => log.OpenAsync(Token));

        Assert.Equal(
            $"Topic '{options.Topic}' is missing, would have 3 copies on as many brokers for good, and 1 run now: start the others, "
            + "or set Orleans:EventLog:ReplicationFactor to 1 where there are no more.",
            told.Message);
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

    [Fact]
    public async Task Another_number_of_partitions_is_found_at_the_next_start_though_nobody_was_there()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(0), 1));
        await test.ReopenAsync();
        await test.Log.DisposeAsync();
        await new RawTopic(test.Options).AddPartitionsAsync(6);

        Assert.Equal(
            $"Topic '{test.Options.Topic}' has 6 partitions, and had 4: entities would be in others than before.",
            await OpenUntilRefusedAsync(test, "partitions"));
    }

    [Fact]
    public async Task Positions_that_are_lost_are_told_at_the_next_start_with_the_record_by_which_readers_begin_anew()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(0), 1));
        await test.Log.SetPositionAsync("reader", 0, new(test.Log.LogId, 1, null), Token);
        await test.Log.DisposeAsync();
        var topic = new RawTopic(test.Options);
        await topic.LosePositionsAsync();

        var refusal = Regex.Match(await OpenUntilRefusedAsync(test, "positions are lost"), @"the record (\S+?)=(\{.+\}) in it");
        Assert.True(refusal.Success);
        await topic.ProducePositionAsync(refusal.Groups[1].Value, refusal.Groups[2].Value);
        await test.ReopenAsync();

        Assert.Null(await test.Log.GetPositionAsync("reader", 0, Token));
        Assert.Single(await test.Log.ReadToEndAsync(0));
    }

    [Theory]
    [InlineData(9_223_372_036_854_775_807)]
    [InlineData((1L << 32) + 4)]
    [InlineData(5)]
    [InlineData(0)]
    public async Task A_record_by_which_the_topic_lost_partitions_is_told_at_the_start_with_those_that_put_it_right(long partitions)
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(0), 1));
        var (id, topic) = (test.Log.LogId, new RawTopic(test.Options));
        await test.Log.DisposeAsync();
        await topic.ProducePositionAsync("$log/0", null);
        await topic.ProducePositionAsync("$log/0", $$"""{"log":"{{id}}","next":{{partitions}},"last":null}""");

        var refusal = (await Assert.ThrowsAsync<EntityStoreException>(test.ReopenAsync)).Message;
        Assert.StartsWith($"Topic '{topic.PositionsName}' has the record $log/0={{\"log\":\"{id}\",\"next\":{partitions},\"last\":null}}, and topic '{topic.Name}' has 4 partitions", refusal, StringComparison.Ordinal);
        var right = Regex.Match(refusal, @"write it without a value, and then (\S+?)=(\{.+\})\.$");
        Assert.True(right.Success);
        await topic.ProducePositionAsync(right.Groups[1].Value, null);
        await topic.ProducePositionAsync(right.Groups[1].Value, right.Groups[2].Value);
        await test.ReopenAsync();

        Assert.Single(await test.Log.ReadToEndAsync(0));
    }

    [Fact]
    public async Task An_offset_that_a_trim_has_overtaken_and_one_behind_the_end_are_told_with_what_there_is()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var entity = test.Log.EntityIn(0);
        for (var version = 1; version <= 3; version++)
            await test.Log.RelayAsync(Commits.Of(entity, version));
        await test.Log.TrimAsync(0, 2, Token);

        foreach (var offset in (long[])[0, 1, 4])
        {
            var told = await Assert.ThrowsAsync<LogTruncatedException>(async () => await test.Log.ReadAsync(0, offset, 10, TimeSpan.Zero, Token));
            Assert.Equal($"Partition 0 of the log holds the offsets 2 to 3, and {offset} was asked for.", told.Message);
        }
    }

    private static async Task<string> OpenUntilRefusedAsync(TestLog test, string why)
    {
        while (true)
        {
            try
            {
                await test.ReopenAsync();
            }
            catch (EntityStoreException refused) when (refused.Message.Contains(why, StringComparison.Ordinal))
            {
                return refused.Message;
            }
        }
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
