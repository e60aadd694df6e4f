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
        var (ticks, glide) = (clock.GetUtcNow().UtcTicks, Volatile.Read(ref _glide));
        var gliding = glide is null ? long.MinValue : glide.Ticks + clock.GetElapsedTime(glide.Since).Ticks;
        var now = Math.Max(ticks, gliding);

        // Read last: whatever others did meanwhile, what is told is not below it, and it is at most a grain below what was told before.
        var last = Volatile.Read(ref _last);
        if (now < last)
        {
            if (last - now >= Tolerance)
                Interlocked.CompareExchange(ref _glide, new Glide(last, clock.GetTimestamp()), glide);
            return new(last, TimeSpan.Zero);
        }

        if (glide is not null && ticks >= gliding)
            Interlocked.CompareExchange(ref _glide, null, glide);
        if (now - last > Grain)
            Raise(now);
        return new(now, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => clock.CreateTimer(callback, state, dueTime, period);

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
