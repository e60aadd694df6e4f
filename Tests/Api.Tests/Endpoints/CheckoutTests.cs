using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public class CheckoutTests(MarketplaceFixture marketplace)
{
    private HttpClient Http => marketplace.Http;

    [Fact]
    public async Task A_cart_becomes_a_paid_order_once_a_key()
    {
        var shop = await Shop.OpenAsync(Http, units: 5);
        var cart = await shop.FillCartAsync(2);
        var key = ApiClient.Name("order");

        var first = await Http.PostAsync($"/v1/carts/{cart}/checkout", key, Shop.Checkout());
        var again = await Http.PostAsync($"/v1/carts/{cart}/checkout", key, Shop.Checkout());

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal("paid", first.Json["status"]!.GetValue<string>());
        Assert.Equal("/v1/orders/" + first.Json["orderId"], first.Location);
        Assert.Equal("4242", first.Json["payment"]!["lastFour"]!.GetValue<string>());
        Assert.Equal(23.00m, decimal.Parse(first.Json["totals"]!["total"]!["amount"]!.GetValue<string>(), null));
        Assert.False(first.Replayed);
        Assert.Equal((HttpStatusCode.Created, true), (again.Status, again.Replayed));
        Assert.Equal(first.Json["orderId"]!.GetValue<string>(), again.Json["orderId"]!.GetValue<string>());
        Assert.Equal(3, (await Http.ReadAsync(shop.StockPath)).Json["available"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_key_stands_for_one_body()
    {
        var shop = await Shop.OpenAsync(Http);
        var cart = await shop.FillCartAsync(1);
        var key = ApiClient.Name("order");
        await Http.PostAsync($"/v1/carts/{cart}/checkout", key, Shop.Checkout());

        var other = await Http.PostAsync($"/v1/carts/{cart}/checkout", key, Shop.Checkout(Shop.DeclinedCard));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotencyKey.reused"), (other.Status, other.Code));
    }

    [Fact]
    public async Task A_declined_card_leaves_the_cart_and_the_stock_as_they_were()
    {
        var shop = await Shop.OpenAsync(Http, units: 5);
        var cart = await shop.FillCartAsync(2);

        var answer = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout(Shop.DeclinedCard));

        Assert.Equal((HttpStatusCode.PaymentRequired, "payment.declined"), (answer.Status, answer.Code));
        Assert.Single((await Http.ReadAsync($"/v1/carts/{cart}")).Json["items"]!.AsArray());
        Assert.Equal(5, (await Http.ReadAsync(shop.StockPath)).Json["available"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_payment_that_is_not_decided_is_accepted_and_decided_later()
    {
        var shop = await Shop.OpenAsync(Http);
        var cart = await shop.FillCartAsync(1);

        var answer = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout(Shop.LateCard));

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.Equal("awaitingPayment", answer.Json["status"]!.GetValue<string>());
        await Eventually.HoldsAsync(async () => (await Http.ReadAsync(answer.Location!)).Json["status"]!.GetValue<string>() == "paid");
    }

    [Fact]
    public async Task What_is_sold_out_is_named()
    {
        var shop = await Shop.OpenAsync(Http, units: 1);
        var cart = await shop.FillCartAsync(2);

        var answer = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout());

        Assert.Equal((HttpStatusCode.Conflict, "stock.insufficient"), (answer.Status, answer.Code));
        Assert.Equal([$"items.{shop.Seller}/{Shop.Product}"], answer.Params);
        Assert.Equal(1, (await Http.ReadAsync(shop.StockPath)).Json["available"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_changed_price_is_paid_only_once_the_buyer_has_seen_it()
    {
        var shop = await Shop.OpenAsync(Http, price: "10.00");
        var cart = await shop.FillCartAsync(1);
        await Http.AskAsync(HttpMethod.Put, shop.ProductPath + "/price", """{"price":{"amount":"12.00","currency":"BRL"}}""");
        await Eventually.HoldsAsync(async () => (await Http.ReadAsync($"/v1/carts/{cart}")).Json["changes"]!.AsArray().Count == 1);

        var refused = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout());
        var seen = await Http.ReadAsync($"/v1/carts/{cart}");
        var consented = Shop.Checkout().Replace("\"payment\"", $"\"cartVersion\":{seen.Json["version"]},\"payment\"", StringComparison.Ordinal);
        var paid = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), consented);

        Assert.Equal((HttpStatusCode.Conflict, "price.changed"), (refused.Status, refused.Code));
        Assert.Equal("12.00", seen.Json["changes"]![0]!["newPrice"]!["amount"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Created, paid.Status);
        Assert.Equal("12.00", paid.Json["lines"]![0]!["unitPrice"]!["amount"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_empty_cart_is_no_order()
    {
        var cart = (await Http.PostAsync("/v1/carts", ApiClient.Name("cart"), """{"customerId":"ana"}""")).Json["cartId"];

        var answer = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout());

        Assert.Equal((HttpStatusCode.Conflict, "cart.empty"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("""{"type":"card"}""", "payment.card")]
    [InlineData("""{"type":"boleto","card":{"number":"4242424242424242","holder":"A","expiry":"1230"}}""", "payment.card")]
    [InlineData("""{"type":"card","card":{"number":"42","holder":"A","expiry":"1230"}}""", "payment.card")]
    [InlineData("""{"type":"gold"}""", "payment.type")]
    [InlineData("""{"type":"boleto","installments":0}""", "payment.installments")]
    public async Task A_payment_that_makes_no_sense_is_named(string payment, string param)
    {
        var shop = await Shop.OpenAsync(Http);
        var cart = await shop.FillCartAsync(1);

        var answer = await Http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout(payment));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal([param], answer.Params);
    }
}
