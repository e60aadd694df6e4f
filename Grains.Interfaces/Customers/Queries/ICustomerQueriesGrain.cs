using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Customers.Queries;

/// <summary><see cref="ICustomerQueries"/> for callers that have no silo in their process. Key: 0.</summary>
[Alias("customer-queries")]
[Version(1)]
public interface ICustomerQueriesGrain : IGrainWithIntegerKey, ICustomerQueries;
