namespace Orleans.Entities;

/// <summary>
/// Tells by events what an entity of one kind has come to: for projections that are built anew when the log's start is gone. They are
/// given the restated events of each entity, then those of the log that came after.
/// </summary>
/// <remarks>One instance a process, registered by <c>AddEntityRestatement</c>; used by many threads.</remarks>
public interface IEntityRestatement
{
    /// <summary>The entities' kind.</summary>
    string Kind { get; }

    /// <summary>
    /// The types of the events that such entities emit and that are restated: whoever read nothing but what
    /// <see cref="RestateAsync"/> tells of an entity knows what all its events of these types told.
    /// </summary>
    IReadOnlyCollection<string> EventTypes { get; }

    /// <summary>Restates an entity as it was when it was scanned, by events of <see cref="EventTypes"/> in their order.</summary>
    /// <param name="entity">The entity with its head.</param>
    /// <param name="store">Where its rows are; they may be of a later version than the head.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    ValueTask<IReadOnlyList<RestatedEvent>> RestateAsync(StoredEntity entity, IEntityStore store, CancellationToken cancellationToken);
}
