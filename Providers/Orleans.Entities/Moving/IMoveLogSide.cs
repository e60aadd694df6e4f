namespace Orleans.Entities;

/// <summary>A log to be read as a whole while nobody writes to it.</summary>
public interface IMoveLogSide : IAsyncDisposable
{
    /// <summary>The log.</summary>
    IEventLog Log { get; }

    /// <summary>All positions of all readers, always in the same order.</summary>
    IAsyncEnumerable<MovedPosition> PositionsAsync(CancellationToken cancellationToken = default);
}
