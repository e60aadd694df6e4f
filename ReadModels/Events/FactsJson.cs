using System.Text.Json.Serialization;

namespace Marketplace.ReadModels.Events;

/// <summary>Reads of the contracts' events what the lists need: skipping the rest costs a fraction of reading it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OrderFacts))]
[JsonSerializable(typeof(PartRefundFacts))]
[JsonSerializable(typeof(PackageFacts))]
internal sealed partial class FactsJson : JsonSerializerContext;
