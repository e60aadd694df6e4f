namespace Orleans.Entities;

/// <summary>
/// The calls of one dispatcher's readers on this silo. A target that was called a moment ago is called again a moment later, with
/// what all partitions have for it by then: under load many events go in one call, and after a pause the first goes at once.
/// </summary>
/// <remarks>
/// Used by many readers, each on its scheduler. The first to wait for a target leads: it makes the call for all who joined it.
/// </remarks>
internal sealed class TargetCalls(IEventDispatcher dispatcher, DispatchSettings settings, TimeProvider time)
{
    private const int LeastSweep = 1_024;

    private readonly Lock _lock = new();
    private readonly Dictionary<GrainId, Pace> _paces = [];
    private int _sweepAt = LeastSweep;

    /// <summary>Delivers one reader's events, with others' or without, and answers as for these alone.</summary>
    /// <param name="target">The target.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="alone">Whether they must not go with others, to find out which of them is refused.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeliverAsync(GrainId target, LogEvent[] events, bool alone, CancellationToken cancellationToken)
    {
        if (alone || events.Length > settings.MaxBatch / 2)
            return dispatcher.DeliverAsync(target, events, cancellationToken);
        JointCall call;
        TimeSpan wait;
        lock (_lock)
        {
            var pace = PaceOf(target);
            if (pace.Gathering is { } open && open.Count + events.Length <= settings.MaxBatch)
                return open.Join(events);
            wait = Pulse.Rest(time, settings.TargetLinger);
            if (time.GetElapsedTime(pace.LastCall) >= settings.TargetLinger)
            {
                pace.LastCall = time.GetTimestamp();
                call = null!;
            }
            else
            {
                pace.Gathering = call = new(events);
            }
        }
        return call is null ? dispatcher.DeliverAsync(target, events, cancellationToken) : LeadAsync(target, call, wait, cancellationToken);
    }

    private async Task LeadAsync(GrainId target, JointCall call, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(wait, time, cancellationToken);
            Close(target, call);
            await dispatcher.DeliverAsync(target, call.Events(), cancellationToken);
        }
        catch (EventRefusedException) when (call.Parts.Count > 0)
        {
            // Each hears of its own events alone: what was refused may be another's.
            foreach (var part in call.Parts)
                await part.CompleteAsync(events => dispatcher.DeliverAsync(target, events, cancellationToken));
            await dispatcher.DeliverAsync(target, call.Own, cancellationToken);
            return;
        }
        catch (Exception failure)
        {
            Close(target, call);
            foreach (var part in call.Parts)
                part.Fail(failure);
            throw;
        }
        foreach (var part in call.Parts)
            part.Succeed();
    }

    // Nobody joins any more.
    private void Close(GrainId target, JointCall call)
    {
        lock (_lock)
        {
            var pace = PaceOf(target);
            if (pace.Gathering == call)
                pace.Gathering = null;
            pace.LastCall = time.GetTimestamp();
        }
    }

    private Pace PaceOf(GrainId target)
    {
        if (_paces.TryGetValue(target, out var known))
            return known;
        if (_paces.Count >= _sweepAt)
            Sweep();
        var pace = new Pace { LastCall = time.GetTimestamp() - (long)(2 * settings.TargetLinger.TotalSeconds * time.TimestampFrequency) };
        _paces.Add(target, pace);
        return pace;
    }

    private void Sweep()
    {
        foreach (var (target, pace) in _paces)
        {
            if (pace.Gathering is null && time.GetElapsedTime(pace.LastCall) >= settings.TargetLinger)
                _paces.Remove(target);
        }
        _sweepAt = Math.Max(LeastSweep, _paces.Count * 2);
    }

    private sealed class Pace
    {
        public long LastCall { get; set; }

        public JointCall? Gathering { get; set; }
    }
}
