using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Shipments.Queries;

/// <summary>Asks for packages, those of the newest orders first; null leaves a filter out.</summary>
[GenerateSerializer, Immutable, Alias("list-packages")]
public sealed record ListPackages
{
    /// <summary>Whose data.</summary>
    [Id(0)] public required KeySpace Space { get; init; }

    /// <summary>The order.</summary>
    [Id(1)] public string? OrderId { get; init; }

    /// <summary>The seller.</summary>
    [Id(2)] public string? SellerId { get; init; }

    /// <summary>Where it is.</summary>
    [Id(3)] public PackageStatus? Status { get; init; }

    /// <summary>Where an earlier page ended (<see cref="ListPage{T}.Next"/>); null for the first page.</summary>
    [Id(4)] public string? Cursor { get; init; }

    /// <summary>The most to answer, 1 to <see cref="ListLimits.Max"/>.</summary>
    [Id(5)] public int Limit { get; init; } = ListLimits.Default;
}
