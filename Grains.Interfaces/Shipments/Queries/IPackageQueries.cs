using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Shipments.Queries;

/// <summary>Questions to the lists of packages: a query model that follows the shipments by some milliseconds.</summary>
/// <remarks>Found by dependency injection where a silo is, and as <see cref="IPackageQueriesGrain"/> anywhere.</remarks>
public interface IPackageQueries
{
    /// <summary>Packages that match, those of the newest orders first.</summary>
    /// <returns>A page; or a refusal for a cursor that is not one of this list, or a limit outside its range.</returns>
    [Alias("List")]
    Task<Outcome<ListPage<PackageSummary>>> ListAsync(ListPackages query);
}
