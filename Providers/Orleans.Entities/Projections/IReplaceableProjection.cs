namespace Orleans.Entities;

/// <summary>A projection that can be built anew beside the one that serves, which then takes its place.</summary>
public interface IReplaceableProjection : IProjection
{
    /// <summary>
    /// Makes an empty second instance at another place. It is disposed of when it is given up
    /// (<see cref="IAsyncDisposable"/>), and whatever it wrote with it.
    /// </summary>
    ValueTask<IProjection> CreateReplacementAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Serves from now on what <paramref name="replacement"/> holds, at once and durably, and drops what served until now. Nothing
    /// is applied meanwhile; afterwards <see cref="IProjection.OpenAsync"/> tells the replacement's positions.
    /// </summary>
    ValueTask ReplaceAsync(IProjection replacement, CancellationToken cancellationToken);
}
