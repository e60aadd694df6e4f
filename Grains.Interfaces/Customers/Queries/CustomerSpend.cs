using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Customers.Queries;

/// <summary>What a buyer paid in one currency.</summary>
/// <param name="Paid">The sum of all payments.</param>
/// <param name="Refunded">The sum of what was repaid.</param>
[GenerateSerializer, Immutable, Alias("customer-spend")]
public sealed record CustomerSpend([property: Id(0)] Money Paid, [property: Id(1)] Money Refunded);
