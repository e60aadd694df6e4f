namespace Marketplace.Grains.Orders;

/// <summary>Why an order ends without goods, and since when it is ending.</summary>
[GenerateSerializer, Immutable, Alias("order-ending")]
internal sealed record OrderEnding(
    [property: Id(0)] OrderEndCause Cause, [property: Id(1)] string? Reason, [property: Id(2)] DateTimeOffset Since);
