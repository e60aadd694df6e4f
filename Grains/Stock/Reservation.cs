namespace Marketplace.Grains.Stock;

/// <summary>Units that a line of a living order holds.</summary>
/// <param name="Units">How many, at least 1.</param>
/// <param name="Since">Since when.</param>
/// <param name="Number">Its place in the list by number; 0 where a build made it that had none.</param>
[GenerateSerializer, Immutable, Alias("stock-reservation")]
internal sealed record Reservation([property: Id(0)] int Units, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] long Number = 0);
