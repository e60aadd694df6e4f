namespace Orleans.Entities;

/// <summary>
/// A store that can be moved out of and into: what it implements beside <see cref="IEntityStore"/>, so that <see cref="EntityExporter"/>
/// and <see cref="EntityImporter"/> serve it like any other. Silos of the store must not run meanwhile.
/// </summary>
public interface IMovableStore
{
    /// <summary>What <see cref="IMoveSource.Follows"/> would name if it were opened now. Nothing is taken over for it.</summary>
    /// <returns>None where nobody has ever written.</returns>
    /// <exception cref="MoveRefusedException">There is nothing, or it is half moved in.</exception>
    /// <exception cref="EntityStoreException">It cannot be opened, or another owns it.</exception>
    Task<IReadOnlyList<string>> StatesAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens it to be read as a whole, as its only owner.</summary>
    /// <exception cref="MoveRefusedException">There is nothing, or it is half moved in.</exception>
    /// <exception cref="EntityStoreException">It cannot be opened, or another owns it.</exception>
    Task<IMoveSource> OpenSourceAsync(CancellationToken cancellationToken = default);

    /// <summary>Opens it to be filled, as its only owner. Until that is finished it refuses to be opened as a store.</summary>
    /// <exception cref="MoveRefusedException">It holds something that is not of this export.</exception>
    /// <exception cref="EntityStoreException">It cannot be opened, or another owns it.</exception>
    Task<IMoveTarget> OpenTargetAsync(MoveExport export, CancellationToken cancellationToken = default);
}
