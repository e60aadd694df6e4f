namespace Orleans.Entities;

/// <summary>The projections of this process.</summary>
/// <remarks>Safe for use by many threads.</remarks>
public interface IProjections
{
    /// <summary>Their names.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>How far a projection has come.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    ProjectionProgress GetProgress(string name);

    /// <summary>
    /// Waits until everything below <paramref name="offsets"/> (by partition, for instance a log's heads) is applied; false when it
    /// is not within <paramref name="timeout"/>.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    ValueTask<bool> WaitForAsync(
        string name, IReadOnlyDictionary<int, long> offsets, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>
    /// Builds a projection anew beside the one that serves and, once it is no less far, puts it in its place. The old one serves
    /// until then, and for good when this is cancelled.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    /// <exception cref="InvalidOperationException">It is no <see cref="IReplaceableProjection"/>, is being rebuilt already, or is not running.</exception>
    /// <exception cref="EntityStoreException">The new one came almost as far and then no further: the old one goes on.</exception>
    Task RebuildAsync(string name, CancellationToken cancellationToken = default);
}
