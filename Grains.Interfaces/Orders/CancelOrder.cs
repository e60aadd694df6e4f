using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>Asks for an end without goods.</summary>
/// <param name="Reason">Why, for people; or null.</param>
/// <param name="Key">The client's key.</param>
[GenerateSerializer, Immutable, Alias("cancel-order")]
public sealed record CancelOrder([property: Id(0)] string? Reason, [property: Id(1)] IdempotencyKey Key);
