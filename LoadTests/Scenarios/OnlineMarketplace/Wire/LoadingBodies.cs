using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Bodies of what is loaded only, in snake case.</summary>
internal static class LoadingBodies
{
    /// <summary>POST /seller</summary>
    public static void WriteSeller(Utf8JsonWriter json, Seller seller)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, seller.Id);
        json.WriteString("name"u8, seller.Name);
        json.WriteString("company_name"u8, seller.Name);
        json.WriteString("email"u8, seller.Email);
        json.WriteString("phone"u8, seller.Phone);
        json.WriteString("mobile_phone"u8, seller.Phone);
        json.WriteString("cpf"u8, seller.Cpf);
        json.WriteString("cnpj"u8, seller.Cnpj);
        json.WriteString("address"u8, seller.Address);
        json.WriteString("complement"u8, ""u8);
        json.WriteString("city"u8, seller.Place.City);
        json.WriteString("state"u8, seller.Place.State);
        json.WriteString("zip_code"u8, seller.Place.ZipCode);
        json.WriteEndObject();
    }

    /// <summary>POST /customer</summary>
    public static void WriteCustomer(Utf8JsonWriter json, Customer customer)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, customer.Id);
        json.WriteString("first_name"u8, customer.FirstName);
        json.WriteString("last_name"u8, customer.LastName);
        json.WriteString("address"u8, customer.Address);
        json.WriteString("complement"u8, customer.Complement);
        json.WriteString("birth_date"u8, customer.BirthDate);
        json.WriteString("zip_code"u8, customer.Place.ZipCode);
        json.WriteString("city"u8, customer.Place.City);
        json.WriteString("state"u8, customer.Place.State);
        json.WriteString("card_number"u8, customer.CardNumber);
        json.WriteString("card_security_number"u8, customer.CardSecurityNumber);
        json.WriteString("card_expiration"u8, customer.CardExpiration);
        json.WriteString("card_holder_name"u8, customer.CardHolderName);
        json.WriteString("card_type"u8, customer.CardType);
        json.WriteNumber("success_payment_count"u8, 0);
        json.WriteNumber("failed_payment_count"u8, 0);
        json.WriteNumber("delivery_count"u8, 0);
        json.WriteString("data"u8, "loaded"u8);
        json.WriteEndObject();
    }

    /// <summary>POST /stock</summary>
    public static void WriteStock(Utf8JsonWriter json, Product product)
    {
        json.WriteStartObject();
        json.WriteNumber("seller_id"u8, product.SellerId);
        json.WriteNumber("product_id"u8, product.ProductId);
        json.WriteNumber("qty_available"u8, Dataset.UnitsPerProduct);
        json.WriteNumber("qty_reserved"u8, 0);
        json.WriteNumber("order_count"u8, 0);
        json.WriteNumber("ytd"u8, 0);
        json.WriteString("data"u8, "loaded"u8);
        json.WriteString("version"u8, product.Version);
        json.WriteEndObject();
    }
}
