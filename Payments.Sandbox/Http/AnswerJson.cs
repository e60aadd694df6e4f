using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Http;

/// <summary>What the service answers. A client passes over members that it does not know: a newer service may say more.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(PaymentStateConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CardToken))]
[JsonSerializable(typeof(PaymentRecord))]
[JsonSerializable(typeof(GatewayProblem))]
[JsonSerializable(typeof(IAsyncEnumerable<BookEntry>))]
internal sealed partial class AnswerJson : JsonSerializerContext;
