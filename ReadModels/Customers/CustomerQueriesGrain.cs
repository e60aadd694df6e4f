using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;
using Orleans.Concurrency;

namespace Marketplace.ReadModels.Customers;

/// <summary>The buyers' queries from afar.</summary>
[StatelessWorker, GrainType("customer-queries")]
internal sealed class CustomerQueriesGrain(ICustomerQueries queries) : Grain, ICustomerQueriesGrain
{
    public Task<CustomerStanding> GetStandingAsync(KeySpace space, string customerId) => queries.GetStandingAsync(space, customerId);
}
