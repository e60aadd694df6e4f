using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Stock.Events;

namespace Marketplace.ReadModels.Events;

/// <summary>Reads of the contracts' events what the lists need: skipping the rest costs a fraction of reading it.</summary>
/// <remarks>An event that lacks a part is told by its reading: in the middle of a batch it would cost the batch, again and again.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(OrderFacts))]
[JsonSerializable(typeof(PartRefundFacts))]
[JsonSerializable(typeof(PackageFacts))]
[JsonSerializable(typeof(ProductPut))]
[JsonSerializable(typeof(ProductPriceChanged))]
[JsonSerializable(typeof(ProductRemoved))]
[JsonSerializable(typeof(StockAvailabilityChanged))]
internal sealed partial class FactsJson : JsonSerializerContext;
