namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>An answer to <see cref="Reserve"/>.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Available">Units free when it was decided, for the message to people.</param>
[GenerateSerializer, Immutable, Alias("reserve-answer")]
public sealed record ReserveAnswer([property: Id(0)] ReserveStatus Status, [property: Id(1)] long Available);
