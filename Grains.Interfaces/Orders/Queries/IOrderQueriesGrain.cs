using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Orders.Queries;

/// <summary><see cref="IOrderQueries"/> for callers that have no silo in their process. Key: 0.</summary>
[Alias("order-queries")]
[Version(1)]
public interface IOrderQueriesGrain : IGrainWithIntegerKey, IOrderQueries;
