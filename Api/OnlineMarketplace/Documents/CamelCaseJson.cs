using System.Text.Json.Serialization;

namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>The route whose names are in camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 8)]
[JsonSerializable(typeof(PriceDocument))]
internal sealed partial class CamelCaseJson : JsonSerializerContext;
