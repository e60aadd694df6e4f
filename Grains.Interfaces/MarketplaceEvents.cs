using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Catalog.Events;
using Marketplace.Grains.Interfaces.Customers.Events;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Shipments.Events;
using Marketplace.Grains.Interfaces.Stock.Events;

namespace Marketplace.Grains.Interfaces;

/// <summary>The JSON form of every event. An event's alias is its type with its version; within a version members are only added.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProductPut))]
[JsonSerializable(typeof(ProductPriceChanged))]
[JsonSerializable(typeof(ProductRemoved))]
[JsonSerializable(typeof(StockCounted))]
[JsonSerializable(typeof(StockAvailabilityChanged))]
[JsonSerializable(typeof(OrderPaid))]
[JsonSerializable(typeof(OrderPaymentAwaited))]
[JsonSerializable(typeof(OrderEnded))]
[JsonSerializable(typeof(OrderPartRefunded))]
[JsonSerializable(typeof(PackageShipped))]
[JsonSerializable(typeof(PackageDelivered))]
[JsonSerializable(typeof(PackageWithdrawn))]
[JsonSerializable(typeof(CustomerErased))]
public sealed partial class MarketplaceEvents : JsonSerializerContext;
