namespace Orleans.Entities;

/// <summary>Builds a query model from the log: ordered batches of events become rows and positions in one commit of its own store.</summary>
/// <remarks>One instance a process, registered by <c>AddProjection</c>; called by one runner, one call at a time.</remarks>
public interface IProjection
{
    /// <summary>Its name, for metrics and operators.</summary>
    string Name { get; }

    /// <summary>The types it reads; others are passed over.</summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Opens its store and tells how far it has come: a position for each partition it has read from.</summary>
    ValueTask<IReadOnlyDictionary<int, LogPosition>> OpenAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Applies events in their partitions' order and stores the new positions, in one commit. There may be none of either: while it is
    /// built from entities as they are (<see cref="IEntityRestatement"/>) positions come at the end, and restated events have the
    /// offset -1 and their entity's version then.
    /// </summary>
    ValueTask ApplyAsync(
        IReadOnlyList<LogEvent> events, IReadOnlyDictionary<int, LogPosition> positions, CancellationToken cancellationToken);

    /// <summary>Throws everything away, positions included, to be built anew.</summary>
    ValueTask ResetAsync(CancellationToken cancellationToken);
}
