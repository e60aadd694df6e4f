using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Customers.Queries;

namespace Marketplace.Api.Cluster;

/// <summary>What buyers' orders come to, asked on a silo.</summary>
internal sealed class RemoteCustomerQueries(IGrainFactory grains) : ICustomerQueries
{
    public Task<CustomerStanding> GetStandingAsync(KeySpace space, string customerId)
        => grains.GetGrain<ICustomerQueriesGrain>(0).GetStandingAsync(space, customerId);
}
