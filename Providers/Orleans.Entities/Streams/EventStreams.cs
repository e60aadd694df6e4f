namespace Orleans.Entities;

/// <summary>
/// The ids of the streams of a log's events: one for each kind of entity and partition of the log, and no others. A stream carries the
/// kind's events of its partition, so everything of one entity is in one stream, in the order of its commits.
/// </summary>
/// <remarks>
/// The set is small and fixed by intent: a pulling agent stops reading its partition while it registers a stream it has not seen before.
/// A grain with an integer key that subscribes to the kind implicitly is activated once a partition.
/// </remarks>
public static class EventStreams
{
    /// <summary>The id of a stream: its namespace is the kind, its key the partition.</summary>
    /// <param name="kind">The kind of entities (<see cref="EntityKey.Kind"/>).</param>
    /// <param name="partition">A partition of the log, from 0.</param>
    public static StreamId Of(string kind, int partition)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        return StreamId.Create(kind, partition);
    }
}
