using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Customers.Queries;

/// <summary>Questions about buyers: a query model that follows their orders by some milliseconds.</summary>
/// <remarks>Found by dependency injection where a silo is, and as <see cref="ICustomerQueriesGrain"/> anywhere.</remarks>
public interface ICustomerQueries
{
    /// <summary>What a buyer's orders come to: nothing for a buyer without orders, known or not.</summary>
    [Alias("GetStanding")]
    Task<CustomerStanding> GetStandingAsync(KeySpace space, string customerId);
}
