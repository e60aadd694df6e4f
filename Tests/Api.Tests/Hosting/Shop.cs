using System.Net;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>A seller with one product, made for one test.</summary>
internal sealed class Shop(HttpClient http, string seller)
{
    public const string Card = """{"type":"card","card":{"number":"4242424242424242","holder":"A","expiry":"1230"}}""";
    public const string DeclinedCard = """{"type":"card","card":{"number":"4000000000000002","holder":"A","expiry":"1230"}}""";
    public const string LateCard = """{"type":"card","card":{"number":"4000000000000119","holder":"A","expiry":"1230"}}""";
    public const string Address = """{"name":"Ana","street":"Rua 1","city":"Recife"}""";

    public string Seller => seller;

    public const string Product = "p1";

    public static async Task<Shop> OpenAsync(HttpClient http, long units = 100, string price = "10.00")
    {
        var shop = new Shop(http, ApiClient.Name("seller"));
        Assert.Equal(HttpStatusCode.Created, (await http.CreateAsync($"/v1/sellers/{shop.Seller}", """{"name":"Lumen"}""")).Status);
        await shop.PutProductAsync(price);
        Assert.Equal(HttpStatusCode.Created, (await http.CreateAsync(shop.StockPath, $$"""{"onHand":{{units}}}""")).Status);
        return shop;
    }

    public string ProductPath => $"/v1/sellers/{Seller}/products/{Product}";

    public string StockPath => $"/v1/sellers/{Seller}/stock/{Product}";

    public async Task PutProductAsync(string price)
    {
        var answer = await http.CreateAsync(ProductPath, Body(price));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
    }

    public static string Body(string price)
        => $$"""{"name":"Lamp","category":"Light","price":{"amount":"{{price}}","currency":"BRL"},"freight":{"amount":"1.50","currency":"BRL"} }""";

    /// <summary>A cart with some of the product; the catalogue is told to carts by the log, so a moment may pass.</summary>
    public async Task<string> FillCartAsync(int quantity, string customer = "ana")
    {
        var cart = (await http.PostAsync("/v1/carts", ApiClient.Name("cart"), $$"""{"customerId":"{{customer}}"}""")).Json["cartId"]!.GetValue<string>();
        await Eventually.HoldsAsync(async () =>
        {
            var answer = await http.AskAsync(HttpMethod.Put, $"/v1/carts/{cart}/items/{Seller}/{Product}", $$"""{"quantity":{{quantity}}}""");
            return answer.Status == HttpStatusCode.OK;
        });
        return cart;
    }

    public static string Checkout(string payment = Card) => $$"""{"address":{{Address}},"payment":{{payment}}}""";

    public static string CheckoutWith(params string[] vouchers)
        => $$"""{"address":{{Address}},"payment":{{Card}},"vouchers":["{{string.Join("\",\"", vouchers)}}"]}""";

    /// <summary>A paid order.</summary>
    public async Task<string> BuyAsync(int quantity = 1)
    {
        var cart = await FillCartAsync(quantity);
        var answer = await http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Checkout());
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Json["orderId"]!.GetValue<string>();
    }
}
