namespace Marketplace.Grains.Stock;

/// <summary>A living reservation in the order that they came.</summary>
/// <param name="Line">The key of the line's row.</param>
/// <param name="Units">How many units it holds.</param>
/// <param name="Since">Since when.</param>
[GenerateSerializer, Immutable, Alias("stock-living-line")]
internal sealed record LivingLine([property: Id(0)] string Line, [property: Id(1)] int Units, [property: Id(2)] DateTimeOffset Since);
