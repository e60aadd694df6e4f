namespace Orleans.Entities;

/// <summary>
/// Tells grains what happened: reads each partition of the log in order and calls the grains concerned, in batches by target.
/// Its position is stored after the calls, so its restart is the recovery: a target sees each event at least once, each entity's
/// in order, and recognises what it has seen.
/// </summary>
/// <remarks>One instance a process, registered by <c>AddEventDispatcher</c>; used by many threads.</remarks>
public interface IEventDispatcher
{
    /// <summary>Its name, under which its positions are stored; never changed.</summary>
    string Name { get; }

    /// <summary>The types it reads; others are passed over.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>The grains that an event concerns; none is a valid answer.</summary>
    IEnumerable<GrainId> TargetsOf(LogEvent value);

    /// <summary>Delivers events, in order, to one target.</summary>
    /// <exception cref="EventRefusedException">The target will never take one of the events: it is parked, with this cause. Everything else is tried again.</exception>
    Task DeliverAsync(GrainId target, IReadOnlyList<LogEvent> events, CancellationToken cancellationToken);
}
