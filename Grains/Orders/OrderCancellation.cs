using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Orders;

/// <summary>A wish to cancel.</summary>
/// <param name="Key">The client's key.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="Since">When it came.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="Withdrawn">The sellers whose parts are taken back, where it is not all of them.</param>
[GenerateSerializer, Immutable, Alias("order-cancellation")]
internal sealed record OrderCancellation(
    [property: Id(0)] IdempotencyKey Key,
    [property: Id(1)] string? Reason,
    [property: Id(2)] DateTimeOffset Since,
    [property: Id(3)] CancellationStage Stage,
    [property: Id(4)] ImmutableArray<string> Withdrawn)
{
    /// <summary>Whether there is still something to do for it while the order stays paid.</summary>
    public bool IsOpen => Stage is CancellationStage.Withdrawing or CancellationStage.Repaying;
}
