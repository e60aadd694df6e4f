using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public class OrderTests(MarketplaceFixture marketplace)
{
    private HttpClient Http => marketplace.Http;

    [Fact]
    public async Task An_order_follows_its_packages_to_delivery()
    {
        var shop = await Shop.OpenAsync(Http);
        var order = await shop.BuyAsync();
        var package = (await Http.ReadAsync($"/v1/orders/{order}")).Json["bySeller"]![0]!["packageId"]!.GetValue<string>();

        var shipped = await Http.PostAsync($"/v1/packages/{package}/ship", ApiClient.Name("key"), """{"carrier":"Correios","trackingNumber":"BR1"}""");
        var onItsWay = await Http.ReadAsync($"/v1/orders/{order}");
        var key = ApiClient.Name("key");
        var delivered = await Http.PostAsync($"/v1/packages/{package}/deliver", key, "{}");
        var again = await Http.PostAsync($"/v1/packages/{package}/deliver", key, "{}");
        var arrived = await Http.ReadAsync($"/v1/orders/{order}");

        Assert.Equal("shipped", shipped.Json["status"]!.GetValue<string>());
        Assert.Equal("shipped", onItsWay.Json["status"]!.GetValue<string>());
        Assert.Equal("delivered", delivered.Json["status"]!.GetValue<string>());
        Assert.True(again.Replayed);
        Assert.Equal("delivered", arrived.Json["status"]!.GetValue<string>());
        Assert.NotEqual(onItsWay.ETag, arrived.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await Http.ReadAsync($"/v1/orders/{order}", ("If-None-Match", arrived.ETag!))).Status);
    }

    [Fact]
    public async Task A_cancelled_order_is_repaid_and_its_units_come_back()
    {
        var shop = await Shop.OpenAsync(Http, units: 4);
        var order = await shop.BuyAsync(3);

        var cancelled = await Http.PostAsync($"/v1/orders/{order}/cancel", ApiClient.Name("key"), """{"reason":"too many"}""");

        Assert.Equal(HttpStatusCode.OK, cancelled.Status);
        await Eventually.HoldsAsync(async () => (await Http.ReadAsync($"/v1/orders/{order}")).Json["status"]!.GetValue<string>() == "refunded");
        await Eventually.HoldsAsync(async () => (await Http.ReadAsync(shop.StockPath)).Json["available"]!.GetValue<int>() == 4);
    }

    [Fact]
    public async Task A_shipped_order_is_not_cancelled()
    {
        var shop = await Shop.OpenAsync(Http);
        var order = await shop.BuyAsync();
        var package = (await Http.ReadAsync($"/v1/orders/{order}")).Json["bySeller"]![0]!["packageId"];
        await Http.PostAsync($"/v1/packages/{package}/ship", ApiClient.Name("key"), "{}");

        var answer = await Http.PostAsync($"/v1/orders/{order}/cancel", ApiClient.Name("key"), "{}");

        Assert.Equal((HttpStatusCode.Conflict, "order.shipped"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Orders_are_listed_by_seller_and_status()
    {
        var shop = await Shop.OpenAsync(Http);
        var orders = new[] { await shop.BuyAsync(), await shop.BuyAsync() };
        var path = $"/v1/orders?sellerId={shop.Seller}&status=paid";

        await Eventually.HoldsAsync(async () => (await Http.ReadAsync(path)).Json["items"]!.AsArray().Count == 2);

        var listed = (await Http.ReadAsync(path)).Json["items"]!.AsArray().Select(item => item!["orderId"]!.GetValue<string>());
        Assert.Equal(orders.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dashboard_shows_what_is_not_delivered_with_its_sums()
    {
        var shop = await Shop.OpenAsync(Http, price: "10.00");
        await shop.BuyAsync(2);
        await Eventually.HoldsAsync(async () => (await DashboardAsync(shop)).Json["items"]!.AsArray().Count == 1);

        var dashboard = await DashboardAsync(shop);

        var totals = dashboard.Json["totals"]![0]!;
        Assert.Equal(1, totals["orders"]!.GetValue<int>());
        Assert.Equal(23.00m, decimal.Parse(totals["total"]!["amount"]!.GetValue<string>(), null));
        Assert.Single((await Http.ReadAsync($"/v1/packages?sellerId={shop.Seller}")).Json["items"]!.AsArray());
    }

    [Theory]
    [InlineData("GET", "/v1/orders/ord_none")]
    [InlineData("GET", "/v1/packages/pkg_none")]
    [InlineData("GET", "/v1/carts/cart_none")]
    [InlineData("GET", "/v1/sellers/nobody")]
    [InlineData("GET", "/v1/customers/nobody")]
    [InlineData("GET", "/v1/sellers/nobody/products/none")]
    [InlineData("GET", "/v1/sellers/nobody/stock/none")]
    [InlineData("GET", "/v1/sellers/nobody/stock/none/reservations")]
    [InlineData("DELETE", "/v1/customers/nobody")]
    public async Task What_is_not_there_is_404(string method, string path)
    {
        var answer = await Http.AskAsync(new HttpMethod(method), path);

        Assert.Equal((HttpStatusCode.NotFound, "notFound"), (answer.Status, answer.Code));
    }

    private Task<Answer> DashboardAsync(Shop shop) => Http.ReadAsync($"/v1/sellers/{shop.Seller}/dashboard");
}
