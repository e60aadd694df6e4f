using System.Text.Json.Serialization;

namespace Marketplace.Payments.Sandbox.Storage;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredPayment))]
internal sealed partial class StoredPaymentJson : JsonSerializerContext;
