namespace Marketplace.Grains.Interfaces.Common;

/// <summary>A client's name for one command, and a hash of what it asked. Remembered by the grain it changes, in the same write.</summary>
/// <param name="Value">The client's key.</param>
/// <param name="PayloadHash">A hash of the body: the same key with another body is refused.</param>
[GenerateSerializer, Immutable, Alias("idempotency-key")]
public sealed record IdempotencyKey([property: Id(0)] string Value, [property: Id(1)] string PayloadHash);
