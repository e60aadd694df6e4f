using Marketplace.Api.Endpoints.Shipments;
using Marketplace.Grains.Interfaces.Shipments;

namespace Marketplace.Api.Endpoints.Sellers;

/// <summary>A seller's undelivered packages and their sums, all of one version.</summary>
internal sealed record DashboardReply
{
    /// <summary>The seller.</summary>
    public required string SellerId { get; init; }

    /// <summary>The version that totals and packages are of.</summary>
    public required long AsOf { get; init; }

    /// <summary>The sums over all undelivered packages, one for each currency.</summary>
    public required IReadOnlyList<DashboardTotals> Totals { get; init; }

    /// <summary>The oldest of them.</summary>
    public required IReadOnlyList<PackageReply> Items { get; init; }

    /// <summary>The cursor of the next page; absent at the end.</summary>
    public string? Next { get; init; }

    public static DashboardReply Of(SellerDashboard dashboard, string? next) => new()
    {
        SellerId = dashboard.SellerId,
        AsOf = dashboard.Version,
        Totals = dashboard.Totals,
        Items = [.. dashboard.Packages.Select(PackageReply.Of)],
        Next = next,
    };
}
