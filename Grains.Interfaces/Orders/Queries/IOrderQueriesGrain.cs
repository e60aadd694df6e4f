namespace Marketplace.Grains.Interfaces.Orders.Queries;

/// <summary><see cref="IOrderQueries"/> for callers that have no silo in their process. Key: 0.</summary>
[Alias("order-queries")]
public interface IOrderQueriesGrain : IGrainWithIntegerKey, IOrderQueries;
