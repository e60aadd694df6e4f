using Marketplace.Grains.Interfaces.Catalog.Queries;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Cluster;

/// <summary>The listing, asked on a silo.</summary>
internal sealed class RemoteListingQueries(IGrainFactory grains) : IListingQueries
{
    public Task<Outcome<ListPage<ListedProduct>>> ListAsync(ListProducts query) => grains.GetGrain<IListingQueriesGrain>(0).ListAsync(query);
}
