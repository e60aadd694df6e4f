using System.Text.Json;
using Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Wire;

/// <summary>Bodies of /product: whole products in snake case, new prices in camel case.</summary>
internal static class ProductBodies
{
    /// <summary>POST and PUT /product</summary>
    public static void WriteProduct(Utf8JsonWriter json, Product product)
    {
        json.WriteStartObject();
        json.WriteNumber("seller_id"u8, product.SellerId);
        json.WriteNumber("product_id"u8, product.ProductId);
        json.WriteString("name"u8, product.Name);
        json.WriteString("sku"u8, product.Sku);
        json.WriteString("category"u8, product.Category);
        json.WriteString("description"u8, product.Description);
        json.WriteNumber("price"u8, product.Price);
        json.WriteNumber("freight_value"u8, product.Freight);
        json.WriteString("version"u8, product.Version);
        json.WriteString("status"u8, "approved"u8);
        json.WriteEndObject();
    }

    /// <summary>PATCH /product</summary>
    public static void WritePrice(Utf8JsonWriter json, (Product Product, long Transaction) update)
    {
        json.WriteStartObject();
        json.WriteNumber("sellerId"u8, update.Product.SellerId);
        json.WriteNumber("productId"u8, update.Product.ProductId);
        json.WriteNumber("price"u8, update.Product.Price);
        TransactionId.Write(json, "instanceId"u8, update.Transaction);
        json.WriteEndObject();
    }
}
