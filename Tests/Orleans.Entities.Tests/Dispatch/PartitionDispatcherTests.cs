namespace Orleans.Entities.Tests.Dispatch;

public sealed class PartitionDispatcherTests
{
    [Fact]
    public async Task Each_target_gets_its_events_in_order_and_once()
    {
        await using var harness = new DispatchHarness();
        harness.Start();
        var random = new Random(7);
        var expected = new Dictionary<string, List<long>>();
        for (var i = 0; i < 2_000; i++)
        {
            var targets = Enumerable.Range(0, random.Next(3)).Select(_ => $"t{random.Next(9)}").Distinct().ToArray();
            var appended = harness.Append(string.Join(' ', targets), $"e{i % 5}");
            foreach (var target in targets)
            {
                if (!expected.TryGetValue(target, out var offsets))
                    expected.Add(target, offsets = []);
                offsets.Add(appended.Offset);
            }
        }
        await Eventually.HoldsAsync(
            () => expected.All(e => harness.Dispatcher.TakenBy(e.Key).Count >= e.Value.Count), "all events are taken");
        foreach (var (target, offsets) in expected)
            Assert.Equal(offsets, harness.Dispatcher.TakenBy(target).Select(e => e.Offset));
        Assert.Empty(harness.Parked);
    }

    [Fact]
    public async Task Events_that_wait_together_go_in_one_call()
    {
        await using var harness = new DispatchHarness();
        for (var i = 0; i < 100; i++)
            harness.Append("a b");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count + harness.Dispatcher.TakenBy("b").Count == 200, "all taken");
        Assert.Equal(2, harness.Dispatcher.Calls.Count);
    }

    [Fact]
    public async Task Only_its_types_are_told_and_its_position_passes_the_others()
    {
        await using var harness = new DispatchHarness();
        harness.Start();
        harness.Append("a", type: "things.thing.ignored.v1");
        var told = harness.Append("a");
        var last = harness.Append("a", type: "things.thing.ignored.v1");
        await Eventually.HoldsAsync(async () => (await harness.PositionAsync())?.Next == last.Offset + 1, "the position is at the end");
        Assert.Equal([told.Id], harness.Dispatcher.TakenBy("a").Select(e => e.Id));
        Assert.Equal(new LogPosition(harness.Log.LogId, last.Offset + 1, last.Id), await harness.PositionAsync());
    }

    [Fact]
    public async Task A_failed_call_is_made_again_until_it_succeeds()
    {
        await using var harness = new DispatchHarness();
        var failures = 5;
        harness.Dispatcher.OnCall = (_, _, _) => Interlocked.Decrement(ref failures) >= 0 ? throw new TimeoutException() : Task.CompletedTask;
        var events = Enumerable.Range(0, 3).Select(_ => harness.Append("a")).ToArray();
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("a").Count == 3, "all taken");
        Assert.Equal(events.Select(e => e.Id), harness.Dispatcher.TakenBy("a").Select(e => e.Id));
        Assert.Equal(6, harness.Dispatcher.Calls.Count);
        Assert.Empty(harness.Parked);
    }

    [Fact]
    public async Task A_refused_event_is_parked_with_its_cause_and_costs_only_itself()
    {
        await using var harness = new DispatchHarness();
        var events = Enumerable.Range(0, 20).Select(_ => harness.Append("a b")).ToArray();
        var poison = events[7].Id;
        harness.Dispatcher.OnCall = (target, batch, _) => target == "a" && batch.Any(e => e.Id == poison)
            ? throw new EventRefusedException("No such thing.")
            : Task.CompletedTask;
        harness.Start();
        await Eventually.HoldsAsync(
            () => harness.Dispatcher.TakenBy("a").Count == 19 && harness.Dispatcher.TakenBy("b").Count == 20 && !harness.Parked.IsEmpty,
            "the rest is taken");
        Assert.Equal(events.Select(e => e.Id).Where(id => id != poison), harness.Dispatcher.TakenBy("a").Select(e => e.Id));
        Assert.Equal(events.Select(e => e.Id), harness.Dispatcher.TakenBy("b").Select(e => e.Id));
        var parked = Assert.Single(harness.Parked);
        Assert.Equal((ScriptedDispatcher.TargetOf("a"), "No such thing.", 1), (parked.Target, parked.Cause, parked.Tries));
        Assert.Equal(poison, parked.ToLogEvent().Id);
        await Eventually.HoldsAsync(async () => (await harness.PositionAsync())?.Next == 20, "the position passes it");
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_parked_for_nobody_and_the_rest_goes_on()
    {
        await using var harness = new DispatchHarness();
        harness.Append("a");
        harness.Append("unreadable");
        harness.Append("a");
        harness.Start();
        await Eventually.HoldsAsync(async () => (await harness.PositionAsync())?.Next == 3, "the position is at the end");
        Assert.True(Assert.Single(harness.Parked).Target.IsDefault);
        Assert.Equal([0L, 2L], harness.Dispatcher.TakenBy("a").Select(e => e.Offset));
    }

    [Fact]
    public async Task What_cannot_be_parked_yet_is_not_passed()
    {
        await using var harness = new DispatchHarness();
        var storeIsDown = true;
        harness.OnPark = () => storeIsDown ? throw new EntityStoreException("down") : Task.CompletedTask;
        harness.Dispatcher.OnCall = (target, _, _) => target == "a" ? throw new EventRefusedException("no") : Task.CompletedTask;
        harness.Append("a");
        harness.Append("b");
        harness.Start();
        await Eventually.HoldsAsync(
            () => harness.Dispatcher.Calls.Count(c => c.Target == "a") > 3 && harness.Dispatcher.TakenBy("b").Count == 1, "some tries");
        Assert.Equal(0, (await harness.PositionAsync())?.Next ?? 0);
        storeIsDown = false;
        await Eventually.HoldsAsync(async () => (await harness.PositionAsync())?.Next == 2, "the position is at the end");
        Assert.Single(harness.Parked);
    }

    [Fact]
    public async Task A_slow_target_does_not_hold_its_neighbours()
    {
        await using var harness = new DispatchHarness();
        var slow = new TaskCompletionSource();
        harness.Dispatcher.OnCall = (target, _, _) => target == "slow" ? slow.Task : Task.CompletedTask;
        harness.Start();
        for (var i = 0; i < 50; i++)
        {
            harness.Append("slow");
            harness.Append($"quick{i % 5}");
        }
        await Eventually.HoldsAsync(() => Enumerable.Range(0, 5).Sum(i => harness.Dispatcher.TakenBy($"quick{i}").Count) == 50, "neighbours go on");
        Assert.Empty(harness.Dispatcher.TakenBy("slow"));
        Assert.Equal(0, (await harness.PositionAsync())?.Next ?? 0);
        slow.SetResult();
        await Eventually.HoldsAsync(async () => (await harness.PositionAsync())?.Next == 100, "the position is at the end");
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 2L * i), harness.Dispatcher.TakenBy("slow").Select(e => e.Offset));
    }

    [Fact]
    public async Task Neighbours_go_on_as_far_as_the_window_reaches()
    {
        await using var harness = new DispatchHarness { Settings = new() { Window = 10, Linger = TimeSpan.Zero } };
        var slow = new TaskCompletionSource();
        harness.Dispatcher.OnCall = (target, _, _) => target == "slow" ? slow.Task : Task.CompletedTask;
        harness.Append("slow");
        for (var i = 0; i < 30; i++)
            harness.Append("quick");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("quick").Count == 9, "the window is full");
        slow.SetResult();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("quick").Count == 30, "it goes on");
    }

    [Fact]
    public async Task Neighbours_wait_while_what_is_held_for_a_slow_target_is_as_large_as_may_be()
    {
        await using var harness = new DispatchHarness { Settings = new() { WindowBytes = 1, MaxRead = 1, Linger = TimeSpan.Zero } };
        var slow = new TaskCompletionSource();
        harness.Dispatcher.OnCall = (target, _, _) => target == "slow" ? slow.Task : Task.CompletedTask;
        harness.Append("quick");
        harness.Append("slow");
        for (var i = 0; i < 5; i++)
            harness.Append("quick");
        harness.Start();
        await Eventually.HoldsAsync(() => harness.Dispatcher.Calls.Any(call => call.Target == "slow"), "it is called");
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        Assert.Single(harness.Dispatcher.TakenBy("quick"));
        slow.SetResult();
        await Eventually.HoldsAsync(() => harness.Dispatcher.TakenBy("quick").Count == 6, "it goes on");
    }

    [Fact]
    public async Task No_more_targets_are_called_at_once_than_the_limit()
    {
        await using var harness = new DispatchHarness { Settings = new() { MaxParallelTargets = 3, Linger = TimeSpan.Zero } };
        var (running, most) = (0, 0);
        harness.Dispatcher.OnCall = async (_, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };
        for (var i = 0; i < 60; i++)
            harness.Append($"t{i}");
        harness.Start();
        await Eventually.HoldsAsync(() => Enumerable.Range(0, 60).All(i => harness.Dispatcher.TakenBy($"t{i}").Count == 1), "all taken");
        Assert.Equal(3, most);
    }
}
