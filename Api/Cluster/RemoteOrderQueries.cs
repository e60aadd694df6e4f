using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Queries;

namespace Marketplace.Api.Cluster;

/// <summary>The lists of orders, asked on a silo.</summary>
internal sealed class RemoteOrderQueries(IGrainFactory grains) : IOrderQueries
{
    public Task<Outcome<ListPage<OrderSummary>>> ListAsync(ListOrders query) => grains.GetGrain<IOrderQueriesGrain>(0).ListAsync(query);
}
