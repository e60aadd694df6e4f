namespace Orleans.Entities.Tests.Dispatch;

public sealed class PartitionDispatcherRestartTests
{
    [Fact]
    public async Task A_graceful_stop_ends_calls_in_flight_and_nothing_is_told_twice()
    {
        await using var harness = new DispatchHarness();
        var call = new TaskCompletionSource();
        harness.Dispatcher.OnCall = (_, _, _) => call.Task;
        harness.Append("a");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.Calls.Count == 1, "the call flies");
        var stopping = harness.StopAsync();
        call.SetResult();
        await stopping;
        Assert.Equal(1, (await harness.PositionAsync())?.Next);

        harness.Append("a");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count == 2, "the next is taken");
        Assert.Equal([0L, 1L], harness.Dispatcher.TakenBy("a").Select(e => e.Offset));
    }

    [Fact]
    public async Task A_stop_cancels_calls_that_do_not_end_and_a_restart_makes_them_again()
    {
        await using var harness = new DispatchHarness { Settings = new() { StopPatience = TimeSpan.FromMilliseconds(20) } };
        harness.Dispatcher.OnCall = (target, _, token) => target == "hung" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        harness.Append("a");
        harness.Append("hung");
        harness.Append("a");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count == 2, "the neighbour is told");
        await harness.StopAsync();
        Assert.Equal(1, (await harness.PositionAsync())?.Next);

        harness.Dispatcher.OnCall = (_, _, _) => Task.CompletedTask;
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("hung").Count == 1, "it is told after the restart");
    }

    [Fact]
    public async Task After_a_kill_between_call_and_position_all_is_told_again_in_order_and_nothing_is_lost()
    {
        await using var harness = new DispatchHarness();
        var events = Enumerable.Range(0, 500).Select(i => harness.Append($"t{i % 7}")).ToArray();

        // A killed process leaves no position behind: this one would store its first after an hour.
        await using var killed = new DispatchHarness { Log = harness.Log, Settings = new() { PositionInterval = TimeSpan.FromHours(1) } };
        killed.Start();
        await Eventually.HoldsAsync(() => killed.Dispatcher.TakenBy("t0").Count > 0, "some are told");
        Assert.Null(await harness.PositionAsync());

        harness.Start();
        await Eventually.HoldsAsync(async () => (await harness.PositionAsync())?.Next == 500, "the position is at the end");
        for (var t = 0; t < 7; t++)
            Assert.Equal(events.Where((_, i) => i % 7 == t).Select(e => e.Id), harness.Dispatcher.TakenBy($"t{t}").Select(e => e.Id));
    }

    [Fact]
    public async Task A_position_of_another_log_stops_the_partition_and_skips_nothing()
    {
        await using var harness = new DispatchHarness();
        harness.Append("a");
        var right = harness.Log.LogId;
        await harness.Log.SetPositionAsync(harness.Dispatcher.Name, DispatchHarness.Partition, new(Guid.NewGuid(), 1, null));
        var before = harness.Log.PositionsStored;
        harness.Start();
        await harness.StopAsync();
        Assert.Empty(harness.Dispatcher.Calls);
        Assert.Equal(before, harness.Log.PositionsStored);

        harness.Start();
        await harness.Log.SetPositionAsync(harness.Dispatcher.Name, DispatchHarness.Partition, new(right, 0, null));
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count == 1, "it goes on once the position is mended");
    }

    [Theory]
    [InlineData(3, "thing/one@3.0", 0, null)]
    [InlineData(3, "thing/one@9.0", 0, "holds thing/one@3.0 before 3, and the position says thing/one@9.0.")]
    [InlineData(6, "thing/one@6.0", 0, "ends at 5, and the position is 6.")]
    [InlineData(3, "thing/one@3.0", 4, "is trimmed below 4, and the position is 3.")]
    [InlineData(3, "thing/one@3.0", 3, null)]
    public async Task A_position_holds_only_where_the_log_has_its_event(long next, string last, int trimmed, string? refusal)
    {
        await using var harness = new DispatchHarness();
        for (var i = 0; i < 5; i++)
            harness.Append("a");
        await harness.Log.TrimAsync(DispatchHarness.Partition, trimmed);
        var position = new LogPosition(harness.Log.LogId, next, last);
        var check = async () => await LogPositions.VerifyAsync(harness.Log, DispatchHarness.Partition, position, default);
        if (refusal is null)
            await check();
        else
            Assert.Equal($"Partition {DispatchHarness.Partition} {refusal}", (await Assert.ThrowsAsync<LogTruncatedException>(check)).Message);
    }

    [Fact]
    public async Task What_waits_behind_offsets_that_no_event_has_is_told_after_a_restart()
    {
        await using var harness = new DispatchHarness { Settings = new() { StopPatience = TimeSpan.FromMilliseconds(20) } };
        harness.Dispatcher.OnCall = (target, _, token) => target == "hung" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        var before = harness.Append("a");
        harness.Log.Leave(DispatchHarness.Partition, 1);
        harness.Append("hung");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.Calls.Any(call => call.Target == "hung"), "the call hangs");
        await harness.StopAsync();
        Assert.Equal(new(harness.Log.LogId, 1, before.Id), await harness.PositionAsync());

        harness.Dispatcher.OnCall = (_, _, _) => Task.CompletedTask;
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("hung").Count == 1, "it is told after the restart");
        Assert.Single(harness.Dispatcher.TakenBy("a"));
    }

    // Events at 0, 1, 9 and 10. Earlier builds stored the offset of the next event, whatever lay between.
    [Theory]
    [InlineData(2, "thing/one@2.0", 0, null)]
    [InlineData(9, "thing/one@2.0", 0, null)]
    [InlineData(6, "thing/one@2.0", 0, null)]
    [InlineData(10, "thing/one@3.0", 0, null)]
    [InlineData(9, "thing/one@2.0", 9, null)]
    [InlineData(9, "thing/one@1.0", 0, "holds thing/one@2.0 before 9, and the position says thing/one@1.0.")]
    [InlineData(9, "thing/one@3.0", 0, "holds thing/one@2.0 before 9, and the position says thing/one@3.0.")]
    [InlineData(9, "thing/one@2.0", 4, "holds nothing before 9, and the position says thing/one@2.0.")]
    public async Task A_position_above_offsets_that_no_event_has_is_held_against_the_last_event_below_them(
        long next, string last, int trimmed, string? refusal)
    {
        await using var harness = new DispatchHarness();
        harness.Append("a");
        harness.Append("a");
        harness.Log.Leave(DispatchHarness.Partition, 7);
        harness.Append("a");
        harness.Append("a");
        await harness.Log.TrimAsync(DispatchHarness.Partition, trimmed);
        var position = new LogPosition(harness.Log.LogId, next, last);
        var check = async () => await LogPositions.VerifyAsync(harness.Log, DispatchHarness.Partition, position, default);
        if (refusal is null)
            await check();
        else
            Assert.Equal($"Partition {DispatchHarness.Partition} {refusal}", (await Assert.ThrowsAsync<LogTruncatedException>(check)).Message);
    }

    [Fact]
    public async Task A_reader_whose_log_is_trimmed_below_it_ends_with_its_calls_settled()
    {
        await using var harness = new DispatchHarness();
        harness.Append("a");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count == 1, "the first is told");
        harness.Log.ReadFault = _ => new LogTruncatedException("trimmed");
        harness.Append("a");
        await harness.Ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, (await harness.PositionAsync())?.Next);
    }

    [Fact]
    public async Task A_log_that_cannot_answer_is_read_again()
    {
        await using var harness = new DispatchHarness();
        var faults = 3;
        harness.Log.ReadFault = _ => Interlocked.Decrement(ref faults) >= 0 ? new EntityStoreException("busy") : null;
        harness.Append("a");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count == 1, "it is told");
    }
}
