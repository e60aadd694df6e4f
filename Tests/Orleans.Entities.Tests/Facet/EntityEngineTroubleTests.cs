namespace Orleans.Entities.Tests;

public sealed class EntityEngineTroubleTests
{
    private readonly EngineHarness _harness = new(new() { WriteTimeout = TimeSpan.FromSeconds(2) });

    [Fact]
    public Task What_was_not_applied_is_sent_again_as_it_was() => _harness.RunAsync(async () =>
    {
        var sent = new List<EntityCommit>();
        _harness.Script.OnCommit = commit =>
        {
            sent.Add(commit);
            return sent.Count < 4 ? new(CommitOutcome.NotApplied) : _harness.Truth.CommitAsync(commit);
        };
        var add = _harness.AddAsync(1).AsTask();
        await _harness.AdvanceUntilAsync(add);
        Assert.Equal(1, await add);
        Assert.Equal(4, sent.Count);
        Assert.Single(sent.Distinct());
    });

    [Fact]
    public Task A_store_that_never_applies_is_given_up_and_nothing_is_unknown() => _harness.RunAsync(async () =>
    {
        _harness.Script.OnCommit = _ => new(CommitOutcome.NotApplied);
        var add = _harness.AddAsync(1).AsTask();
        await _harness.AdvanceUntilAsync(add);
        Assert.False((await Assert.ThrowsAsync<EntityUnavailableException>(() => add)).Unknown);
        Assert.NotNull(_harness.Death);
    });

    [Fact]
    public Task A_silent_store_is_given_up_and_the_flight_is_unknown() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var flying = _harness.AddAsync(1).AsTask();
        var gathering = _harness.AddAsync(1).AsTask();
        await _harness.AdvanceUntilAsync(Task.WhenAll(flying, gathering));
        Assert.True((await Assert.ThrowsAsync<EntityUnavailableException>(() => flying)).Unknown);
        Assert.False((await Assert.ThrowsAsync<EntityUnavailableException>(() => gathering)).Unknown);
        Assert.Throws<EntityUnavailableException>(() => _harness.Engine.State);
        await held.WriteAsync();
        Assert.Equal(1, _harness.Truth.Commits);
        Assert.Equal(0, held.Count);
    });

    [Fact]
    public Task What_is_unknown_is_found_out() => _harness.RunAsync(async () =>
    {
        _harness.Script.OnCommit = async commit =>
        {
            await _harness.Truth.CommitAsync(commit);
            return CommitOutcome.Unknown;
        };
        Assert.Equal(1, await _harness.AddAsync(1));
        Assert.Equal(1, _harness.Truth.Commits);
    });

    [Fact]
    public Task What_turns_out_not_to_be_there_is_sent_again() => _harness.RunAsync(async () =>
    {
        var tries = 0;
        _harness.Script.OnCommit = commit => ++tries == 1
            ? ValueTask.FromException<CommitOutcome>(new EntityStoreException("cut"))
            : _harness.Truth.CommitAsync(commit);
        var add = _harness.AddAsync(1).AsTask();
        await _harness.AdvanceUntilAsync(add);
        Assert.Equal(1, await add);
        Assert.Equal(2, tries);
    });

    [Fact]
    public Task A_lost_race_is_the_end_and_unknown() => _harness.RunAsync(async () =>
    {
        _harness.Script.OnCommit = _ => new(CommitOutcome.Conflict);
        Assert.True((await Assert.ThrowsAsync<EntityUnavailableException>(() => _harness.AddAsync(1).AsTask())).Unknown);
        Assert.False((await Assert.ThrowsAsync<EntityUnavailableException>(() => _harness.AddAsync(1).AsTask())).Unknown);
        Assert.Throws<EntityUnavailableException>(() => _harness.Engine.RunLazily(1, static (_, _) => { }, default));
        Assert.NotNull(_harness.Death);
    });

    [Fact]
    public Task What_the_store_refuses_is_the_end_and_was_not_written() => _harness.RunAsync(async () =>
    {
        _harness.Script.OnCommit = _ => throw new ArgumentException("malformed");
        Assert.False((await Assert.ThrowsAsync<EntityUnavailableException>(() => _harness.AddAsync(1).AsTask())).Unknown);
        Assert.NotNull(_harness.Death);
    });
}
