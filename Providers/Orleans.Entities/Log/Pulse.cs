namespace Orleans.Entities;

/// <summary>
/// The moments at which readers under load go on: multiples of a period, the same for all readers of a process. They are woken
/// together, and a wake-up of many costs little more than that of one.
/// </summary>
internal static class Pulse
{
    /// <summary>How long it is to the next one; nothing for a period of nothing.</summary>
    public static TimeSpan Rest(TimeProvider time, TimeSpan period)
    {
        if (period <= TimeSpan.Zero)
            return TimeSpan.Zero;
        var ticks = (long)(period.TotalSeconds * time.TimestampFrequency);
        return time.GetElapsedTime(0, ticks - (time.GetTimestamp() % ticks));
    }
}
