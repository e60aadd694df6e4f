using Marketplace.Grains.Common;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Grains.Tests.Common;

public sealed class SteadyClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _passing = new(Start);
    private readonly JumpingClock _jumping;
    private readonly SteadyClock _clock;

    public SteadyClockTests() => _clock = new(_jumping = new(_passing));

    [Fact]
    public void It_follows_a_clock_that_is_set_ahead()
    {
        Assert.Equal(Start, _clock.GetUtcNow());

        _jumping.Jump(TimeSpan.FromDays(2));

        Assert.Equal(Start.AddDays(2), _clock.GetUtcNow());
    }

    [Fact]
    public void Set_back_it_goes_on_by_the_time_that_passes_until_the_clock_has_caught_up()
    {
        _clock.GetUtcNow();
        _jumping.Jump(TimeSpan.FromHours(-1));
        Assert.Equal(Start, _clock.GetUtcNow());

        _passing.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Start.AddMinutes(10), _clock.GetUtcNow());

        _jumping.Jump(TimeSpan.FromHours(1.5));
        Assert.Equal(Start.AddMinutes(40), _clock.GetUtcNow());

        _passing.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddMinutes(41), _clock.GetUtcNow());
    }

    [Fact]
    public void Set_back_twice_it_does_not_go_back()
    {
        _clock.GetUtcNow();
        _jumping.Jump(TimeSpan.FromHours(-1));
        _clock.GetUtcNow();
        _passing.Advance(TimeSpan.FromMinutes(10));
        _jumping.Jump(TimeSpan.FromHours(-1));
        _passing.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(Start.AddMinutes(20), _clock.GetUtcNow());
    }

    [Fact]
    public async Task No_thread_sees_it_go_back_while_it_is_set()
    {
        using var end = new CancellationTokenSource();
        var jumping = new JumpingClock(TimeProvider.System);
        var steady = new SteadyClock(jumping);
        var watching = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var seen = DateTimeOffset.UnixEpoch;
            while (!end.IsCancellationRequested)
            {
                var now = steady.GetUtcNow();

                // What it was is known to a millisecond.
                Assert.True(now > seen - TimeSpan.FromMilliseconds(2), $"{now:O} after {seen:O}");
                seen = now > seen ? now : seen;
            }
        })).ToArray();
        var random = new Random(7);
        for (var jump = 0; jump < 300; jump++)
        {
            jumping.Jump(TimeSpan.FromSeconds(random.Next(-100, 100)));
            await Task.Delay(1, CancellationToken.None);
        }

        await end.CancelAsync();
        await Task.WhenAll(watching);
    }
}
