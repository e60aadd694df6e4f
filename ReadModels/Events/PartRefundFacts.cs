using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.ReadModels.Events;

/// <summary>What the lists need of a part that was repaid.</summary>
internal sealed record PartRefundFacts
{
    public required string OrderId { get; init; }

    public required string CustomerId { get; init; }

    public required Money Refunded { get; init; }

    public string? Reason { get; init; }
}
