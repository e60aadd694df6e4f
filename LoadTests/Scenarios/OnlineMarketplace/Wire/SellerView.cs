using System.Text.Json.Serialization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>A dashboard's totals.</summary>
internal sealed record SellerView(
    [property: JsonPropertyName("seller_id")] int SellerId,
    [property: JsonPropertyName("count_orders")] int CountOrders,
    [property: JsonPropertyName("count_items")] int CountItems,
    [property: JsonPropertyName("total_amount")] decimal TotalAmount,
    [property: JsonPropertyName("total_freight")] decimal TotalFreight,
    [property: JsonPropertyName("total_incentive")] decimal TotalIncentive,
    [property: JsonPropertyName("total_invoice")] decimal TotalInvoice,
    [property: JsonPropertyName("total_items")] decimal TotalItems);
