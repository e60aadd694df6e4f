using System.Text.Json.Serialization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Answer of GET /seller/dashboard/{seller}.</summary>
internal sealed record SellerDashboard(
    [property: JsonPropertyName("sellerView")] SellerView SellerView,
    [property: JsonPropertyName("orderEntries")] IReadOnlyList<OrderEntry> OrderEntries);
