using System.Text.Json.Serialization;

namespace Marketplace.Api.OnlineMarketplace.Documents;

/// <summary>The routes whose names are in Pascal case.</summary>
[JsonSourceGenerationOptions(MaxDepth = 8)]
[JsonSerializable(typeof(CartItemDocument))]
[JsonSerializable(typeof(CartItemDocument[]))]
[JsonSerializable(typeof(CheckoutDocument))]
internal sealed partial class PascalCaseJson : JsonSerializerContext;
