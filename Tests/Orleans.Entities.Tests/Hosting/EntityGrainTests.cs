namespace Orleans.Entities.Tests;

public sealed class EntityGrainTests(EntityCluster cluster) : IClassFixture<EntityCluster>
{
    private ICounterGrain NewGrain() => cluster.Grains.GetGrain<ICounterGrain>(Guid.NewGuid().ToString());

    [Fact]
    public async Task What_was_answered_is_read_back_by_the_next_activation()
    {
        var grain = NewGrain();
        Assert.Equal(3, await grain.AddAsync("a", 3));
        Assert.Equal(7, await grain.AddAsync("b", 4));
        var activation = await grain.ActivationAsync();
        await grain.LeaveAsync();
        await Eventually.HoldsAsync(async () => await grain.ActivationAsync() != activation, "a new activation");
        Assert.Equal(7, await grain.SumAsync());
        Assert.Equal([3, 4], await grain.PageAsync(null, 10));
        Assert.Equal(7, await grain.AddAsync("a", 3));
    }

    [Fact]
    public async Task A_thousand_calls_at_once_share_few_commits()
    {
        var grain = NewGrain();
        await grain.SumAsync();
        cluster.Script.OnCommit = async commit =>
        {
            await Task.Delay(5);
            return await cluster.Store.CommitAsync(commit);
        };
        var before = cluster.Store.Commits;
        var sums = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => grain.AddAsync($"{i:d4}", 1)));
        cluster.Script.OnCommit = null;
        Assert.Equal(Enumerable.Range(1, 1000), sums.Order());
        Assert.InRange(cluster.Store.Commits - before, 1, 100);
        Assert.Equal(1000, await grain.SumAsync());
        var key = EntityKey.Of(grain.GetGrainId());
        Assert.Equal(1000, cluster.Store.Events.Count(sent => sent.Entity == key));
    }

    [Fact]
    public async Task A_rejection_changes_nothing()
    {
        var grain = NewGrain();
        await grain.AddAsync("a", 1);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.AddAsync("b", -1));
        Assert.Equal([1], await grain.PageAsync(null, 10));
    }

    [Fact]
    public async Task A_lost_race_ends_the_activation_and_the_next_one_works()
    {
        var grain = NewGrain();
        await grain.AddAsync("a", 1);
        var activation = await grain.ActivationAsync();
        var key = EntityKey.Of(grain.GetGrainId());
        var head = await cluster.Store.OpenAsync(key);
        await cluster.Store.CommitAsync(new()
        {
            Key = key,
            ExpectedVersion = head.Version,
            ExpectedWriteId = head.WriteId,
            WriteId = Guid.NewGuid(),
            Time = TimeProvider.System.GetUtcNow(),
        });
        var lost = await Assert.ThrowsAsync<EntityUnavailableException>(() => grain.AddAsync("b", 1));
        Assert.True(lost.Unknown);
        await Eventually.HoldsAsync(async () => await grain.ActivationAsync() != activation, "a new activation");
        Assert.Equal(2, await grain.AddAsync("b", 1));
    }

    [Fact]
    public async Task A_hint_is_written_though_nobody_waits()
    {
        var grain = NewGrain();
        await grain.HintAsync(5);
        await Eventually.HoldsAsync(async () => await grain.SumAsync() == 5, "the hint is durable");
    }

    [Fact]
    public async Task Open_work_of_a_grain_that_nobody_calls_is_resumed()
    {
        var grain = NewGrain();
        await grain.SetOpenAsync(true);
        await grain.LeaveAsync();
        var key = EntityKey.Of(grain.GetGrainId());
        await Eventually.HoldsAsync(async () => !(await cluster.Store.OpenAsync(key)).Unfinished, "the work is done");
    }

    [Fact]
    public Task Open_work_that_an_earlier_process_left_is_resumed_at_the_start() => Eventually.HoldsAsync(
        async () => !(await cluster.Store.OpenAsync(EntityCluster.LeftOpen)).Unfinished, "the work is done");

    [Fact]
    public async Task Open_work_that_could_not_be_resumed_is_tried_again()
    {
        var grain = cluster.Grains.GetGrain<ICounterGrain>($"stubborn-{Guid.NewGuid()}");
        await grain.SetOpenAsync(true);
        var key = EntityKey.Of(grain.GetGrainId());
        await Eventually.HoldsAsync(
            async () => await cluster.Store.OpenAsync(key) is { Unfinished: false, Version: > 3 }, "the work is done at the second try");
    }

    [Fact]
    public async Task Two_that_call_each_other_in_their_first_turn_hear_each_other()
    {
        var one = cluster.Grains.GetGrain<IMeetingGrain>("one");
        var other = cluster.Grains.GetGrain<IMeetingGrain>("other");

        var heard = await Task.WhenAll(one.MeetAsync(other), other.MeetAsync(one)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(["other", "one"], heard);
    }
}
