using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Http;

/// <summary>States by name. A number would be one that nobody has named.</summary>
internal sealed class PaymentStateConverter() : JsonStringEnumConverter<PaymentState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
