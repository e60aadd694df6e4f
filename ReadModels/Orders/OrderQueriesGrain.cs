using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Queries;
using Orleans.Concurrency;

namespace Marketplace.ReadModels.Orders;

/// <summary>The orders' queries from afar.</summary>
[StatelessWorker, GrainType("order-queries")]
internal sealed class OrderQueriesGrain(IOrderQueries queries) : Grain, IOrderQueriesGrain
{
    public Task<Outcome<ListPage<OrderSummary>>> ListAsync(ListOrders query) => queries.ListAsync(query);
}
