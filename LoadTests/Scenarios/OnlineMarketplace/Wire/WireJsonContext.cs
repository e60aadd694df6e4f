using System.Text.Json.Serialization;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Readers of answers. Cart items come in camel or Pascal case, depending on the server.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SellerDashboard))]
[JsonSerializable(typeof(HistoryItem[]))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
