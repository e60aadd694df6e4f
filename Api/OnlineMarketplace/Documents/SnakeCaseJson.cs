using System.Text.Json.Serialization;

namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>The routes whose names are in snake case. The contract is another's: what it adds is passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = 8)]
[JsonSerializable(typeof(SellerDocument))]
[JsonSerializable(typeof(CustomerDocument))]
[JsonSerializable(typeof(ProductDocument))]
[JsonSerializable(typeof(StockDocument))]
[JsonSerializable(typeof(DashboardDocument))]
internal sealed partial class SnakeCaseJson : JsonSerializerContext;
