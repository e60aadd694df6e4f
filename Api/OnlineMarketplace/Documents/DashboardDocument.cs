using System.Text.Json.Serialization;

namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>GET /seller/dashboard/{sellerId}: totals and entries of one version.</summary>
internal sealed record DashboardDocument(
    [property: JsonPropertyName("sellerView")] SellerViewDocument SellerView,
    [property: JsonPropertyName("orderEntries")] IReadOnlyList<OrderEntryDocument> OrderEntries);
