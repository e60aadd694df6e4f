using Marketplace.Grains.Common;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Grains.Tests.Common;

public sealed class PastHoursTests
{
    private readonly FakeTimeProvider _passing = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly JumpingClock _clock;
    private readonly PastHours _past;

    public PastHoursTests()
    {
        _clock = new(_passing);
        _past = new(_clock);
    }

    private long Hour => HourMark.HourOf(_clock.GetUtcNow());

    [Fact]
    public void An_hour_is_over_when_the_clock_has_said_so_for_ten_minutes()
    {
        Assert.Equal(0, Pass(minutes: 9));
        Assert.Equal(Hour, Pass(minutes: 1));

        var before = Hour;
        Assert.Equal(before, Pass(minutes: 59));
        Assert.Equal(before + 1, Pass(minutes: 20));
    }

    [Fact]
    public void One_that_is_asked_seldom_is_as_sure_as_it_was_then()
    {
        var first = Hour;
        Pass(minutes: 0);

        _passing.Advance(TimeSpan.FromHours(30));
        Assert.Equal(first, _past.Current());
        _passing.Advance(TimeSpan.FromHours(30));
        Assert.Equal(first + 30, _past.Current());
    }

    [Fact]
    public void A_clock_that_jumps_ahead_and_back_again_and_again_is_never_believed()
    {
        var hour = Hour;
        Pass(minutes: 10);
        for (var times = 0; times < 20; times++)
        {
            _clock.Jump(TimeSpan.FromHours(26));
            Assert.InRange(Pass(minutes: 9), hour, Hour - 26);
            _clock.Jump(TimeSpan.FromHours(-26));
            Assert.InRange(Pass(minutes: 1), hour, Hour);
        }
    }

    [Fact]
    public void A_clock_that_is_set_back_is_believed_at_once()
    {
        Pass(minutes: 10);

        _clock.Jump(TimeSpan.FromHours(-5));

        Assert.Equal(Hour, _past.Current());
    }

    private long Pass(int minutes)
    {
        var current = _past.Current();
        for (var minute = 0; minute < minutes; minute++)
        {
            _passing.Advance(TimeSpan.FromMinutes(1));
            current = _past.Current();
        }

        return current;
    }
}
