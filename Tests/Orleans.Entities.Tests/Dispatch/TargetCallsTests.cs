using Microsoft.Extensions.Time.Testing;

namespace Orleans.Entities.Tests.Dispatch;

public sealed class TargetCallsTests
{
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(50);
    private static readonly GrainId Target = ScriptedDispatcher.TargetOf("a");

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedDispatcher _dispatcher = new();
    private readonly TargetCalls _calls;

    public TargetCallsTests() => _calls = new(_dispatcher, new() { TargetLinger = Linger, MaxBatch = 10 }, _time);

    [Fact]
    public async Task The_first_call_after_a_pause_goes_at_once()
    {
        await DeliverAsync(1);
        _time.Advance(Linger);
        await DeliverAsync(2);
        Assert.Equal([[1L], [2L]], Made());
    }

    [Fact]
    public async Task What_comes_within_a_moment_of_a_call_goes_together_in_the_next()
    {
        await DeliverAsync(1);
        Task[] together = [DeliverAsync(2), DeliverAsync(3, 4), DeliverAsync(5)];
        Assert.Single(Made());
        _time.Advance(Linger);
        await Task.WhenAll(together);
        Assert.Equal([[1L], [2L, 3L, 4L, 5L]], Made());
    }

    [Fact]
    public async Task Targets_do_not_wait_for_each_other()
    {
        await DeliverAsync(1);
        await _calls.DeliverAsync(ScriptedDispatcher.TargetOf("b"), [Event(2)], alone: false, default);
        Assert.Equal([2L], _dispatcher.TakenBy("b").Select(e => e.Offset));
    }

    [Fact]
    public async Task A_call_is_bounded_and_what_does_not_fit_goes_in_another()
    {
        await DeliverAsync(0);
        Task[] waiting = [DeliverAsync(1, 2, 3, 4), DeliverAsync(5, 6, 7, 8), DeliverAsync(9, 10, 11)];
        _time.Advance(Linger);
        await Task.WhenAll(waiting);
        Assert.Equal([[0L], [1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L], [9L, 10L, 11L]], Made());
    }

    [Fact]
    public async Task A_large_batch_and_one_that_must_be_alone_do_not_wait()
    {
        await DeliverAsync(1);
        await DeliverAsync(2, 3, 4, 5, 6, 7);
        await _calls.DeliverAsync(Target, [Event(8)], alone: true, default);
        Assert.Equal(3, Made().Count);
    }

    [Fact]
    public async Task A_refusal_reaches_only_those_whose_events_are_refused()
    {
        await DeliverAsync(1);
        _dispatcher.OnCall = (_, events, _) => events.Any(e => e.Offset == 3) ? throw new EventRefusedException("No.") : Task.CompletedTask;
        Task[] waiting = [DeliverAsync(2), DeliverAsync(3), DeliverAsync(4)];
        _time.Advance(Linger);
        await waiting[0];
        await Assert.ThrowsAsync<EventRefusedException>(() => waiting[1]);
        await waiting[2];
        Assert.Equal([1L, 2L, 4L], _dispatcher.TakenBy("a").Select(e => e.Offset).Order());
    }

    [Fact]
    public async Task A_failure_reaches_all_and_the_next_call_is_free_of_it()
    {
        await DeliverAsync(1);
        _dispatcher.OnCall = (_, _, _) => throw new TimeoutException();
        Task[] waiting = [DeliverAsync(2), DeliverAsync(3)];
        _time.Advance(Linger);
        foreach (var call in waiting)
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        _dispatcher.OnCall = (_, _, _) => Task.CompletedTask;
        _time.Advance(Linger);
        await DeliverAsync(2, 3);
        Assert.Equal([1L, 2L, 3L], _dispatcher.TakenBy("a").Select(e => e.Offset));
    }

    [Fact]
    public async Task A_leader_that_stops_lets_nobody_wait_for_ever()
    {
        await DeliverAsync(1);
        using var stop = new CancellationTokenSource();
        var leading = _calls.DeliverAsync(Target, [Event(2)], alone: false, stop.Token);
        var joined = DeliverAsync(3);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leading);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joined);
        _time.Advance(Linger);
        await DeliverAsync(3);
        Assert.Equal([1L, 3L], _dispatcher.TakenBy("a").Select(e => e.Offset));
    }

    private Task DeliverAsync(params long[] offsets) => _calls.DeliverAsync(Target, [.. offsets.Select(Event)], alone: false, default);

    private List<long[]> Made() => [.. _dispatcher.Calls.Where(c => c.Target == "a").Select(c => c.Events.Select(e => e.Offset).ToArray())];

    private static LogEvent Event(long offset) => new()
    {
        Partition = (int)offset % 3,
        Offset = offset,
        Entity = new("thing", "one"),
        Version = offset,
        Index = 0,
        Type = ScriptedDispatcher.Told,
        Time = DateTimeOffset.UnixEpoch,
        Data = default,
    };
}
