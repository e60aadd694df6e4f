namespace Orleans.Entities;

/// <summary>A store that is moved into.</summary>
public interface IMoveTarget : IMoveSide
{
    /// <summary>How many chunks of the export are in it whole, as <see cref="SaveAsync"/> was told.</summary>
    int Chunks { get; }

    /// <summary>Whether all of the export came in before.</summary>
    bool IsFinished { get; }

    /// <summary>Writes records of entities, log and positions, in the order of the export. One that is there already is as if it were written.</summary>
    /// <exception cref="MoveRefusedException">Another is in its place.</exception>
    /// <exception cref="EntityStoreException">It cannot be written now.</exception>
    ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default);

    /// <summary>Notes durably that all records of so many chunks are written, and makes them so.</summary>
    ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default);

    /// <summary>Lets the store be used from here on.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken = default);
}
