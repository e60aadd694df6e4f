namespace Orleans.Entities;

/// <summary>A log that is moved into.</summary>
/// <remarks>
/// One whose <see cref="IEventLog.LogId"/> is the export's afterwards takes events where they were. One that has an id of its own numbers them
/// anew: it is given events in the order of their times, each with the place that it must get there, and positions as they are there.
/// </remarks>
public interface IMoveLogTarget : IMoveLogSide
{
    /// <summary>How many chunks of the export are in it whole, as <see cref="SaveAsync"/> was told.</summary>
    int Chunks { get; }

    /// <summary>Whether all of the export came in before.</summary>
    bool IsFinished { get; }

    /// <summary>Writes records in the order in which they are given to every import of the export. One that is there already is as if it were written.</summary>
    /// <exception cref="MoveRefusedException">Another is in its place.</exception>
    /// <exception cref="EntityStoreException">It cannot be written now.</exception>
    ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Notes durably that all records of so many chunks are written, and makes them so.</summary>
    ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default);

    /// <summary>Lets it be used from here on.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken = default);
}
