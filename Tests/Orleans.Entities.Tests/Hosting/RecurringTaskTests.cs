using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Orleans.Entities.Tests.Hosting;

public sealed class RecurringTaskTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly Told _told = new();
    private int _rounds;

    [Fact]
    public async Task The_first_round_is_at_once_and_the_next_when_a_period_is_over()
    {
        await using var task = RecurringTask.Start("it", Period, Count, _time, _told);
        await UntilAsync(1);

        await AdvanceUntilAsync(3);

        Assert.Empty(_told);
    }

    [Fact]
    public async Task Later_is_after_a_period()
    {
        await using var task = RecurringTask.StartLater("it", Period, Count, _time, _told);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, Volatile.Read(ref _rounds));

        await AdvanceUntilAsync(1);
    }

    [Fact]
    public async Task A_round_that_fails_is_done_again_also_when_it_says_that_something_was_cancelled()
    {
        await using var task = RecurringTask.Start("it", Period, _ => throw (Interlocked.Increment(ref _rounds) switch
        {
            1 => new OperationCanceledException(new CancellationToken(canceled: true)),
            2 => new ObjectDisposedException("another's"),
            _ => new InvalidOperationException("broken"),
        }), _time, _told);

        await AdvanceUntilAsync(4);

        Assert.NotNull(_told.First().Cause);
        Assert.All(_told.Skip(1), told => Assert.Null(told.Cause));
        Assert.Contains(_told, told => told.Message == "it failed, and is done again: broken");
    }

    [Fact]
    public async Task Rounds_without_a_period_follow_each_other_and_one_that_failed_after_a_second()
    {
        await using var task = RecurringTask.StartEndless("it", async stopping =>
        {
            if (Interlocked.Increment(ref _rounds) == 3)
                throw new TimeoutException();
            if (_rounds > 4)
                await Task.Delay(Timeout.Infinite, stopping);
        }, _time, _told);
        await UntilAsync(3);
        await Eventually.HoldsAsync(() => _told.Count == 1, "the failure is told");
        Assert.Equal(3, Volatile.Read(ref _rounds));

        await AdvanceUntilAsync(5);
    }

    [Fact]
    public async Task Its_end_waits_for_the_round_on_its_way_whatever_that_meets()
    {
        var (begun, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        var task = RecurringTask.Start("it", Period, async _ =>
        {
            begun.SetResult();
            await left.Task;
            throw new ObjectDisposedException("the store");
        }, _time, _told);
        await begun.Task;

        var ending = task.DisposeAsync().AsTask();
        Assert.False(ending.IsCompleted);
        left.SetResult();

        await ending;
        await task.DisposeAsync();
        Assert.Empty(_told);
    }

    [Fact]
    public void A_period_is_more_than_zero()
        => Assert.Throws<ArgumentOutOfRangeException>(() => RecurringTask.Start("it", TimeSpan.Zero, Count, _time, _told));

    private Task Count(CancellationToken stopping)
    {
        Interlocked.Increment(ref _rounds);
        return Task.CompletedTask;
    }

    private Task UntilAsync(int rounds) => Eventually.HoldsAsync(() => Volatile.Read(ref _rounds) >= rounds, $"{rounds} rounds");

    private Task AdvanceUntilAsync(int rounds) => Eventually.HoldsAsync(() =>
    {
        _time.Advance(Period);
        return Volatile.Read(ref _rounds) >= rounds;
    }, $"{rounds} rounds");

    private sealed class Told : ConcurrentQueue<(string Message, Exception? Cause)>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Enqueue((formatter(state, exception), exception));
    }
}
