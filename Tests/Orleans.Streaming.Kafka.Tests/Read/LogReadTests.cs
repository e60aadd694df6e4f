using Microsoft.Extensions.Logging;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Read;

[Collection(nameof(OneBroker))]
public sealed class LogReadTests(OneBroker broker)
{
    private const int MoreThanIsReadAtStart = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_that_is_no_event_is_told_once_with_its_offset_and_costs_only_itself()
    {
        using var logs = new RecordedLogs();
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync(), loggers: logs);
        var raw = new RawTopic(test.Options);
        var entity = test.Log.EntityIn(2);
        await test.Log.RelayAsync(Commits.Of(entity, 1));
        await raw.ProduceGarbageAsync(2, 1);
        await test.Log.RelayAsync(Commits.Of(entity, 2));

        Assert.Equal([(0L, 1L), (2L, 2L)], (await test.Log.ReadToEndAsync(2)).Select(value => (value.Offset, value.Version)));
        Assert.Equal([2L], (await test.Log.ReadAsync(2, 1, 10, TimeSpan.Zero, Token)).Select(value => value.Offset));
        var told = Assert.Single(logs.Messages, message => message.Level == LogLevel.Error);
        Assert.Equal($"Topic '{raw.Name}', partition 2: the record at 1 is no event and was passed over: its header 'ce_entitykind' is missing or empty", told.Message);
    }

    [Fact]
    public async Task A_partition_that_ends_with_what_is_no_event_ends_with_its_last_event()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var entity = test.Log.EntityIn(1);
        await test.Log.RelayAsync(Commits.Of(entity, 1));
        await new RawTopic(test.Options).ProduceGarbageAsync(1, MoreThanIsReadAtStart);

        Assert.Equal(new LogExtent(0, 1), await test.Log.GetExtentAsync(1, Token));
        await test.ReopenAsync();
        Assert.Equal(new LogExtent(0, 1), await test.Log.GetExtentAsync(1, Token));

        Assert.Equal(1, Assert.Single(await test.Log.ReadAsync(1, 0, 10, TimeSpan.Zero, Token)).Version);
        var next = test.Log.ReadAsync(1, 1, 10, TimeSpan.FromMinutes(1), Token);
        await test.Log.RelayAsync(Commits.Of(entity, 2));
        Assert.Equal(MoreThanIsReadAtStart + 1, Assert.Single(await next).Offset);
    }

    [Fact]
    public async Task Transactions_leave_holes_that_readers_pass_and_what_was_aborted_is_not_seen()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var entity = test.Log.EntityIn(0);
        new RawTopic(test.Options).ProduceInTransactions(0, Commits.Of(entity, 1), Commits.Of(entity, 2));

        // The event, the mark of its transaction, what was aborted, and that one's mark.
        Assert.Equal(new LogExtent(0, 1), await test.Log.GetExtentAsync(0, Token));
        var waiting = test.Log.ReadAsync(0, 1, 10, TimeSpan.FromMinutes(1), Token);
        await test.Log.RelayAsync(Commits.Of(entity, 3));

        Assert.Equal((4L, 3L), Assert.Single(await waiting) is var next ? (next.Offset, next.Version) : default);
        Assert.Equal([(0L, 1L), (4L, 3L)], (await test.Log.ReadToEndAsync(0)).Select(value => (value.Offset, value.Version)));
    }

    [Fact]
    public async Task Readers_far_behind_read_everything_and_memory_stays_within_its_limit()
    {
        const int Commit = 50, Count = 60, Bytes = 1_000;
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync(), options => options.MemoryBytes = 8 << 20);
        var entities = Enumerable.Range(0, test.Log.PartitionCount).Select(test.Log.EntityIn).ToList();
        await Task.WhenAll(entities.Select(async entity =>
        {
            for (var version = 1; version <= Count; version++)
                await test.Log.RelayAsync(Commits.Of(entity, version, Commit, Bytes));
        }));

        var readings = await Task.WhenAll(Enumerable.Range(0, 2 * entities.Count).Select(i => test.Log.ReadToEndAsync(i % entities.Count)));

        var expected = Enumerable.Range(0, Commit * Count).Select(i => ((long)i, (i / Commit) + 1L, i % Commit)).ToList();
        Assert.All(readings, events => Assert.Equal(expected, events.Select(value => (value.Offset, value.Version, value.Index))));
        Assert.InRange(test.Log.Session.Memory.Bytes, 1, 8 << 20);
    }

    [Fact]
    public async Task A_reader_in_another_process_is_woken_and_goes_on_from_the_position_of_the_first()
    {
        await using var test = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await using var other = await test.JoinAsync();
        var waiting = other.ReadAsync(3, 0, 10, TimeSpan.FromMinutes(1), Token);
        await test.Log.RelayAsync(Commits.Of(test.Log.EntityIn(3), 1, events: 3));
        var position = new LogPosition(test.Log.LogId, 3, (await test.Log.ReadToEndAsync(3))[^1].Id);
        await test.Log.SetPositionAsync("reader", 3, position, Token);

        Assert.Equal(1, (await waiting)[0].Version);
        Assert.Equal(position, await other.GetPositionAsync("reader", 3, Token));
        Assert.Equal(new LogExtent(0, 3), await other.GetExtentAsync(3, Token));
    }
}
