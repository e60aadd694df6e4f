using System.Text.Json.Serialization;
using Marketplace.Api.Endpoints.Carts;
using Marketplace.Api.Endpoints.Catalog;
using Marketplace.Api.Endpoints.Customers;
using Marketplace.Api.Endpoints.Orders;
using Marketplace.Api.Endpoints.Sellers;
using Marketplace.Api.Endpoints.Shipments;
using Marketplace.Api.Endpoints.Stock;
using Marketplace.Api.Endpoints.Vouchers;
using Marketplace.Api.Http;

namespace Marketplace.Api;

/// <summary>
/// The JSON of the API. Reading is strict: unknown and repeated members, numbers in strings, trailing commas, comments and deep
/// nesting are refused, since what a client did not mean must not be guessed.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 16,
    Converters = [typeof(UtcMillisecondsConverter)])]
[JsonSerializable(typeof(PutProductRequest))]
[JsonSerializable(typeof(PatchProductRequest))]
[JsonSerializable(typeof(ChangePriceRequest))]
[JsonSerializable(typeof(ProductReply))]
[JsonSerializable(typeof(ProductPage))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(PutStockRequest))]
[JsonSerializable(typeof(AdjustStockRequest))]
[JsonSerializable(typeof(StockReply))]
[JsonSerializable(typeof(ReservationPage))]
[JsonSerializable(typeof(CreateCartRequest))]
[JsonSerializable(typeof(SetCartItemRequest))]
[JsonSerializable(typeof(CheckoutRequest))]
[JsonSerializable(typeof(CheckoutPayload))]
[JsonSerializable(typeof(CartReply))]
[JsonSerializable(typeof(OrderReply))]
[JsonSerializable(typeof(CancelOrderRequest))]
[JsonSerializable(typeof(PackageReply))]
[JsonSerializable(typeof(PackagePage))]
[JsonSerializable(typeof(ShipPackageRequest))]
[JsonSerializable(typeof(DeliverPackageRequest))]
[JsonSerializable(typeof(PutSellerRequest))]
[JsonSerializable(typeof(PatchSellerRequest))]
[JsonSerializable(typeof(SellerReply))]
[JsonSerializable(typeof(DashboardReply))]
[JsonSerializable(typeof(CreateCustomerRequest))]
[JsonSerializable(typeof(PatchCustomerRequest))]
[JsonSerializable(typeof(CustomerReply))]
[JsonSerializable(typeof(StandingReply))]
[JsonSerializable(typeof(PutVoucherRequest))]
[JsonSerializable(typeof(VoucherReply))]
internal sealed partial class ApiJson : JsonSerializerContext;
