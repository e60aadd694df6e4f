using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;
using Orleans.Concurrency;

namespace Marketplace.ReadModels.Catalog;

/// <summary>The listing's queries from afar.</summary>
[StatelessWorker, GrainType("listing-queries")]
internal sealed class ListingQueriesGrain(IListingQueries queries) : Grain, IListingQueriesGrain
{
    public Task<Outcome<ListPage<ListedProduct>>> ListAsync(ListProducts query) => queries.ListAsync(query);
}
