namespace Marketplace.Grains.Tests.Hosting;

/// <summary>A clock that can be set, ahead and back, as operators and time servers do. Timers and measured spans do not notice.</summary>
internal sealed class JumpingClock(TimeProvider passing) : TimeProvider
{
    private long _offset;

    public override long TimestampFrequency => passing.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => passing.LocalTimeZone;

    /// <summary>Sets it by so much.</summary>
    public void Jump(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    public override DateTimeOffset GetUtcNow() => passing.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => passing.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => passing.CreateTimer(callback, state, dueTime, period);
}
