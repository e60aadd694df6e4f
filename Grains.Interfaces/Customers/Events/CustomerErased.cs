namespace Marketplace.Grains.Interfaces.Customers.Events;

/// <summary>A buyer's person was removed.</summary>
/// <param name="CustomerId">The buyer.</param>
[Alias("customers.customer.erased.v1")]
public sealed record CustomerErased(string CustomerId);
