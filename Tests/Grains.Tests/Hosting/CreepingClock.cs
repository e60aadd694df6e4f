namespace Marketplace.Grains.Tests.Hosting;

/// <summary>
/// A clock that a test moves, and that creeps on by a tick whenever it is read. Orleans waits in a loop for moments that lie between two
/// milliseconds, with delays that are rounded down to nothing: where time stands still it would do so for ever.
/// </summary>
internal sealed class CreepingClock(TimeProvider moved) : TimeProvider
{
    private long _reads;

    public override long TimestampFrequency => moved.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => moved.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => moved.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Increment(ref _reads));

    public override long GetTimestamp() => moved.GetTimestamp() + Interlocked.Increment(ref _reads);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => moved.CreateTimer(callback, state, dueTime, period);
}
