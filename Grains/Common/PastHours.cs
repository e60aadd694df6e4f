namespace Marketplace.Grains.Common;

/// <summary>
/// Which hours are over on a clock that may jump: those of which it has said so for ten minutes that were measured. What is forgotten when its
/// hour is over would be forgotten a day too soon otherwise.
/// </summary>
/// <remarks>A grain has its own. It knows what it was asked: one that is new is sure of nothing.</remarks>
internal sealed class PastHours(TimeProvider time)
{
    // What is late comes within minutes. A clock that jumps ahead must not forget a thing before it.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private long _current;
    private long _next = long.MaxValue;
    private long _nextSince;

    /// <summary>The first hour that may not be over, as <see cref="HourMark.HourOf"/> counts; 0 while that is not known.</summary>
    public long Current()
    {
        var hour = HourMark.HourOf(time.GetUtcNow());
        _current = Math.Min(_current, hour);
        if (hour < _next)
            (_next, _nextSince) = (hour, time.GetTimestamp());
        else if (time.GetElapsedTime(_nextSince) >= Grace)
            (_current, _next, _nextSince) = (_next, hour, time.GetTimestamp());
        return _current;
    }
}
