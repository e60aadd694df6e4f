namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>Holds units for a line of an order. The same (order, line) twice is answered as the first time.</summary>
/// <param name="OrderKey">The order's grain key.</param>
/// <param name="Line">The line's number in its order, from 0.</param>
/// <param name="Units">How many, at least 1.</param>
/// <param name="ProductRevision">The revision of the product that the order was priced from.</param>
[GenerateSerializer, Immutable, Alias("reserve")]
public sealed record Reserve(
    [property: Id(0)] string OrderKey, [property: Id(1)] int Line, [property: Id(2)] int Units, [property: Id(3)] long ProductRevision);
