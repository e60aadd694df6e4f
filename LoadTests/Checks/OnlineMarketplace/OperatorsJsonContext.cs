using System.Text.Json.Serialization;

namespace Marketplace.LoadTests.Checks.OnlineMarketplace;

/// <summary>Reader of the operators' answer.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(OperatorsReport))]
internal sealed partial class OperatorsJsonContext : JsonSerializerContext;
