using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>Sums over a seller's undelivered packages in one currency.</summary>
[GenerateSerializer, Immutable, Alias("dashboard-totals")]
public sealed record DashboardTotals
{
    /// <summary>The currency.</summary>
    [Id(0)] public required string Currency { get; init; }

    /// <summary>How many orders.</summary>
    [Id(1)] public required int Orders { get; init; }

    /// <summary>How many lines.</summary>
    [Id(2)] public required int Lines { get; init; }

    /// <summary>How many units.</summary>
    [Id(3)] public required long Units { get; init; }

    /// <summary>Goods before discounts.</summary>
    [Id(4)] public required Money Items { get; init; }

    /// <summary>Freight.</summary>
    [Id(5)] public required Money Freight { get; init; }

    /// <summary>Discounts.</summary>
    [Id(6)] public required Money Discount { get; init; }

    /// <summary>Goods less discounts, and freight.</summary>
    [Id(7)] public required Money Total { get; init; }
}
