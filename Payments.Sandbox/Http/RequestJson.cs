using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Http;

/// <summary>What the service is asked. It is read strictly: what is not understood might have been meant.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(CaptureRequest))]
[JsonSerializable(typeof(ReferenceRequest))]
[JsonSerializable(typeof(RefundRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
