using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>States how many units there are.</summary>
[GenerateSerializer, Immutable, Alias("set-stock")]
public sealed record SetStock
{
    /// <summary>Units in the warehouse, reserved ones included; not below what is reserved.</summary>
    [Id(0)] public required long OnHand { get; init; }

    /// <summary>What must hold of the item there is.</summary>
    [Id(1)] public Precondition Precondition { get; init; }

    /// <summary>The number that the source of truth gave this count, or null; an older number than the last applied is refused.</summary>
    [Id(2)] public long? SourceSequence { get; init; }

    /// <summary>The opaque mark of the product this count is for, or null to keep what is known.</summary>
    [Id(3)] public string? Label { get; init; }
}
