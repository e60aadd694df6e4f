namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>Why a line could not be had.</summary>
/// <param name="SellerId">The seller.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Code">One of <see cref="Common.RefusalCodes"/>: insufficient stock, changed price, unavailable product.</param>
/// <param name="Available">Units that could be had; null where that is not the matter.</param>
[GenerateSerializer, Immutable, Alias("line-problem")]
public sealed record LineProblem(
    [property: Id(0)] string SellerId, [property: Id(1)] string ProductId, [property: Id(2)] string Code, [property: Id(3)] long? Available);
