using Cql;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>The static part of an entity's partition.</summary>
/// <param name="Exists">Whether there is one: written once, or fenced.</param>
/// <param name="Version">How often it was written; 0 when it was only fenced.</param>
/// <param name="WriteId">Of the last write.</param>
/// <param name="Fence">What the next write has to expect: the last write's id, or that of a fence put after it.</param>
/// <param name="Head">The head; empty when there is none.</param>
/// <param name="Unfinished">Whether its last commit left open work.</param>
/// <param name="EventsAt">The last version that had events; 0 when none had.</param>
/// <param name="Relayed">The version up to which events are in the log and gone from here.</param>
internal readonly record struct StoredState(
    bool Exists, long Version, Guid WriteId, Guid Fence, ReadOnlyMemory<byte> Head, bool Unfinished, long EventsAt, long Relayed)
{
    /// <summary>Whether there may be events that the log has not acknowledged.</summary>
    public bool HoldsEvents => EventsAt > Relayed;

    /// <summary>Reads the columns of <c>kind, id, version, write_id, fence, head, unfinished, events_at, relayed</c>.</summary>
    public static StoredState Read(ref CqlRowReader row) => new(
        !row.IsNull(2),
        row.GetOrDefault<long>(2),
        row.GetOrDefault<Guid>(3),
        row.GetOrDefault<Guid>(4),
        row.GetBytes(5).ToArray(),
        row.GetOrDefault<bool>(6),
        row.GetOrDefault<long>(7),
        row.GetOrDefault<long>(8));

    public EntityHead ToHead() => Version == 0 ? EntityHead.Absent : new EntityHead(Version, WriteId, Head, Unfinished);
}
