using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Queries;

/// <summary>Questions to the lists of orders: a query model that follows the orders by some milliseconds.</summary>
/// <remarks>Found by dependency injection where a silo is, and as <see cref="IOrderQueriesGrain"/> anywhere.</remarks>
public interface IOrderQueries
{
    /// <summary>Orders that match, the newest first.</summary>
    /// <returns>A page; or a refusal for a cursor that is not one of this list, or a limit outside its range.</returns>
    [Alias("List")]
    Task<Outcome<ListPage<OrderSummary>>> ListAsync(ListOrders query);
}
