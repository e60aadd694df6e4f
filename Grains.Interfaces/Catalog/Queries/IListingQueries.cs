using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Catalog.Queries;

/// <summary>Questions to the listing: a query model that follows the catalogue by some milliseconds.</summary>
/// <remarks>Found by dependency injection where a silo is, and as <see cref="IListingQueriesGrain"/> anywhere.</remarks>
public interface IListingQueries
{
    /// <summary>Products that match, in order.</summary>
    /// <returns>A page; or a refusal for a cursor that is not one of this list, or a limit outside its range.</returns>
    [Alias("List")]
    Task<Outcome<ListPage<ListedProduct>>> ListAsync(ListProducts query);
}
