using System.Text.Json.Serialization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>One line of a dashboard, as far as its totals need it.</summary>
internal sealed record OrderEntry(
    [property: JsonPropertyName("natural_key")] string NaturalKey,
    [property: JsonPropertyName("seller_id")] int SellerId,
    [property: JsonPropertyName("total_items")] decimal TotalItems,
    [property: JsonPropertyName("total_amount")] decimal TotalAmount,
    [property: JsonPropertyName("total_incentive")] decimal TotalIncentive,
    [property: JsonPropertyName("total_invoice")] decimal TotalInvoice,
    [property: JsonPropertyName("freight_value")] decimal FreightValue);
