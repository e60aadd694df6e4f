using System.Collections.Immutable;

namespace Marketplace.Grains.Interfaces.Shipments;

/// <summary>A seller's undelivered packages and their sums, of one version.</summary>
/// <param name="SellerId">The seller.</param>
/// <param name="Version">The version that totals and packages are of.</param>
/// <param name="Totals">The sums, one for each currency.</param>
/// <param name="Packages">The oldest packages, up to the limit asked for.</param>
/// <param name="Next">Where to go on, or null when these are all.</param>
[GenerateSerializer, Immutable, Alias("seller-dashboard")]
public sealed record SellerDashboard(
    [property: Id(0)] string SellerId,
    [property: Id(1)] long Version,
    [property: Id(2)] ImmutableArray<DashboardTotals> Totals,
    [property: Id(3)] ImmutableArray<Package> Packages,
    [property: Id(4)] string? Next);
