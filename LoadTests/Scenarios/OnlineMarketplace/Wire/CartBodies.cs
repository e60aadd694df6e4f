using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Bodies of the cart's routes, whose names are in Pascal case but for the transaction's.</summary>
internal static class CartBodies
{
    private static readonly JsonEncodedText SellerId = JsonEncodedText.Encode("SellerId");
    private static readonly JsonEncodedText ProductId = JsonEncodedText.Encode("ProductId");
    private static readonly JsonEncodedText ProductName = JsonEncodedText.Encode("ProductName");
    private static readonly JsonEncodedText UnitPrice = JsonEncodedText.Encode("UnitPrice");
    private static readonly JsonEncodedText FreightValue = JsonEncodedText.Encode("FreightValue");
    private static readonly JsonEncodedText Quantity = JsonEncodedText.Encode("Quantity");
    private static readonly JsonEncodedText Voucher = JsonEncodedText.Encode("Voucher");
    private static readonly JsonEncodedText Version = JsonEncodedText.Encode("Version");

    /// <summary>PATCH /cart/{customer}/add</summary>
    public static void WriteItem(Utf8JsonWriter json, CartLine line)
    {
        var product = line.Item.Current;
        json.WriteStartObject();
        json.WriteNumber(SellerId, product.SellerId);
        json.WriteNumber(ProductId, product.ProductId);
        json.WriteString(ProductName, product.Name);
        json.WriteNumber(UnitPrice, product.Price);
        json.WriteNumber(FreightValue, product.Freight);
        json.WriteNumber(Quantity, line.Quantity);
        json.WriteNumber(Voucher, line.HasVoucher ? product.Price * 0.10m : 0.0m);
        json.WriteString(Version, product.Version);
        json.WriteEndObject();
    }

    /// <summary>POST /cart/{customer}/checkout</summary>
    public static void WriteCheckout(Utf8JsonWriter json, (Customer Customer, Payment Payment, long Transaction) checkout)
    {
        var (customer, payment, transaction) = checkout;
        json.WriteStartObject();
        json.WriteNumber("CustomerId"u8, customer.Id);
        json.WriteString("FirstName"u8, customer.FirstName);
        json.WriteString("LastName"u8, customer.LastName);
        json.WriteString("Street"u8, customer.Address);
        json.WriteString("Complement"u8, customer.Complement);
        json.WriteString("City"u8, customer.Place.City);
        json.WriteString("State"u8, customer.Place.State);
        json.WriteString("ZipCode"u8, customer.Place.ZipCode);
        json.WriteString("PaymentType"u8, payment.Type);
        json.WriteString("CardNumber"u8, customer.CardNumber);
        json.WriteString("CardHolderName"u8, customer.CardHolderName);
        json.WriteString("CardExpiration"u8, customer.CardExpiration);
        json.WriteString("CardSecurityNumber"u8, customer.CardSecurityNumber);
        json.WriteString("CardBrand"u8, customer.CardType);
        json.WriteNumber("Installments"u8, payment.Installments);
        TransactionId.Write(json, "instanceId"u8, transaction);
        json.WriteEndObject();
    }
}
