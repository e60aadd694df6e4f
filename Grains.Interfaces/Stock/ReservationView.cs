namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>Units that a line of an order holds.</summary>
[GenerateSerializer, Immutable, Alias("reservation-view")]
public sealed record ReservationView(
    [property: Id(0)] string OrderId,
    [property: Id(1)] int Line,
    [property: Id(2)] int Units,
    [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] string RowKey);
