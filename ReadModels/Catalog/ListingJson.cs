using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Catalog;

namespace Marketplace.ReadModels.Catalog;

/// <summary>How a listed product is kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Product))]
internal sealed partial class ListingJson : JsonSerializerContext;
