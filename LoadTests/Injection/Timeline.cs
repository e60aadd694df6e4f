using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Injection;

/// <summary>
/// One run from its first iteration to its last: a warm-up, then what is measured. An iteration belongs to the phase in which it was
/// meant to start, whenever it ends.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Timeline
{
    private readonly TimeProvider _time;
    private readonly long _measureFrom;
    private long _number;
    private long _ended;
    private long _lastEnd;

    public Timeline(TimeProvider time, InjectionPlan plan, Recorder warmUp, Recorder measured)
    {
        _time = time;
        WarmUp = warmUp;
        Measured = measured;
        Start = time.GetTimestamp();
        _measureFrom = Start + ToTimestamp(plan.WarmUp);
        End = _measureFrom + ToTimestamp(plan.Duration);
        _lastEnd = _measureFrom;
    }

    public Recorder WarmUp { get; }

    public Recorder Measured { get; }

    /// <summary>Timestamp of the start.</summary>
    public long Start { get; }

    /// <summary>Timestamp from which no iteration begins.</summary>
    public long End { get; }

    /// <summary>Iterations under way.</summary>
    public long InFlight => Interlocked.Read(ref _number) - Interlocked.Read(ref _ended);

    /// <summary>Whether <paramref name="timestamp"/> lies in the warm-up.</summary>
    public bool IsWarmUp(long timestamp) => timestamp < _measureFrom;

    /// <summary>The recorder of what is meant to start at <paramref name="intended"/>.</summary>
    public Recorder RecorderAt(long intended) => IsWarmUp(intended) ? WarmUp : Measured;

    /// <summary>From the first measured moment to now or the end, or to the end of the last iteration if that came later.</summary>
    public TimeSpan MeasuredTime
    {
        get
        {
            var until = Math.Max(Math.Min(_time.GetTimestamp(), End), Interlocked.Read(ref _lastEnd));
            return until > _measureFrom ? _time.GetElapsedTime(_measureFrom, until) : TimeSpan.Zero;
        }
    }

    /// <summary>Begins the next iteration, meant to start at <paramref name="intended"/>.</summary>
    public Iteration Begin(long intended)
    {
        var now = _time.GetTimestamp();
        var lateness = _time.GetElapsedTime(intended, Math.Max(intended, now));
        var recorder = RecorderAt(intended);
        recorder.Begin(lateness);
        return new Iteration(Interlocked.Increment(ref _number), lateness, recorder);
    }

    public void Finish()
    {
        Interlocked.Increment(ref _ended);
        var now = _time.GetTimestamp();
        var last = Interlocked.Read(ref _lastEnd);
        while (now > last)
        {
            var seen = Interlocked.CompareExchange(ref _lastEnd, now, last);
            if (seen == last) return;
            last = seen;
        }
    }

    private long ToTimestamp(TimeSpan duration) => (long)(duration.TotalSeconds * _time.TimestampFrequency);
}
