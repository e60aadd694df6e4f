namespace Marketplace.Grains.Common;

/// <summary>
/// A clock that does not go back while the process lives. Set back, it goes on from what it was when it was last read, by the time that
/// passes, until the clock below has caught up; set ahead, it follows.
/// </summary>
/// <remarks>
/// Safe for use by many threads. Orleans needs it too: it refuses to activate a grain whose idle time would end before one that it has
/// collected by already, so a clock set back by minutes would stop every checkout for as many.
/// </remarks>
/// <param name="clock">The clock below; timers and measured spans are its own.</param>
public sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    // What differs by less is two processors' views, or a clock that is drawn to its server's.
    private static readonly long Tolerance = TimeSpan.FromMilliseconds(50).Ticks;
    private static readonly long Grain = TimeSpan.FromMilliseconds(1).Ticks;

    private long _last;
    private Glide? _glide;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = clock.GetUtcNow();
        var (ticks, last) = (now.UtcTicks, Volatile.Read(ref _last));
        if (Volatile.Read(ref _glide) is not { } glide)
        {
            if (ticks < last)
                return new(last - ticks < Tolerance ? last : BeginGlide(last), TimeSpan.Zero);
            if (ticks - last > Grain)
                Raise(ticks);
            return now;
        }

        var gliding = glide.Ticks + clock.GetElapsedTime(glide.Since).Ticks;
        Raise(Math.Max(gliding, ticks));
        if (ticks < gliding)
            return new(gliding, TimeSpan.Zero);
        Interlocked.CompareExchange(ref _glide, null, glide);
        return now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => clock.CreateTimer(callback, state, dueTime, period);

    private long BeginGlide(long last)
    {
        var begun = new Glide(last, clock.GetTimestamp());
        return Interlocked.CompareExchange(ref _glide, begun, null) is { } other
            ? other.Ticks + clock.GetElapsedTime(other.Since).Ticks
            : last;
    }

    private void Raise(long ticks)
    {
        for (var last = Volatile.Read(ref _last); ticks > last;)
        {
            var found = Interlocked.CompareExchange(ref _last, ticks, last);
            if (found == last)
                return;
            last = found;
        }
    }

    private sealed record Glide(long Ticks, long Since);
}
