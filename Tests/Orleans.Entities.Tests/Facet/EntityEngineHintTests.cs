using Orleans.Configuration;

namespace Orleans.Entities.Tests;

public sealed class EntityEngineHintTests
{
    private readonly EngineHarness _harness = new();

    [Fact]
    public Task A_hint_flies_by_itself_after_its_delay() => _harness.RunAsync(async () =>
    {
        Hint(5);
        Hint(6);
        Assert.Equal(0, _harness.Truth.Commits);
        _harness.Time.Advance(new EntityOptions().LazyDelay);
        await Eventually.HoldsAsync(() => _harness.Truth.Commits == 1, "the hints are written at once");
        Assert.Equal(11, _harness.Engine.State!.Sum);
    });

    [Fact]
    public Task A_hint_flies_with_the_first_call() => _harness.RunAsync(async () =>
    {
        Hint(5);
        Assert.Equal(6, await _harness.AddAsync(1));
        Assert.Equal(1, _harness.Truth.Commits);
    });

    [Fact]
    public Task A_hint_flies_as_soon_as_an_answer_rests_on_it() => _harness.RunAsync(async () =>
    {
        Hint(5);
        Assert.Equal(5, await _harness.LookAsync());
        Assert.Equal(1, _harness.Truth.Commits);
    });

    [Fact]
    public Task A_hint_is_written_at_the_deactivation() => _harness.RunAsync(async () =>
    {
        Hint(5);
        await _harness.Engine.CloseAsync(CancellationToken.None);
        Assert.Equal(1, _harness.Truth.Commits);
        await Assert.ThrowsAsync<EntityUnavailableException>(() => _harness.AddAsync(1).AsTask());
    });

    [Fact]
    public Task A_hint_that_throws_changes_nothing_and_harms_nobody() => _harness.RunAsync(async () =>
    {
        _harness.Engine.RunLazily(0, static (draft, _) =>
        {
            draft.State = new() { Sum = 9 };
            throw new NotSupportedException();
        }, default);
        Assert.Equal(1, await _harness.AddAsync(1));
    });

    [Fact]
    public Task A_deactivation_waits_for_the_flight() => _harness.RunAsync(async () =>
    {
        var held = new HeldCommits(_harness);
        var add = _harness.AddAsync(1).AsTask();
        var closing = _harness.Engine.CloseAsync(CancellationToken.None);
        Assert.False(closing.IsCompleted);
        await held.WriteAsync();
        Assert.Equal(1, await add);
        await closing;
    });

    [Fact]
    public Task A_deactivation_that_may_wait_no_longer_tells_who_waits() => _harness.RunAsync(async () =>
    {
        _ = new HeldCommits(_harness);
        var add = _harness.AddAsync(1).AsTask();
        using var source = new CancellationTokenSource();
        var closing = _harness.Engine.CloseAsync(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => closing);
        Assert.True((await Assert.ThrowsAsync<EntityUnavailableException>(() => add)).Unknown);
    });

    private void Hint(int amount) => _harness.Engine.RunLazily(
        amount, static (draft, amount) => draft.State = new() { Sum = (draft.State?.Sum ?? 0) + amount }, default);
}
