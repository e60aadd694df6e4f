using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Operators;

public sealed class OperatorsTests(MarketplaceFixture marketplace)
{
    private readonly HttpClient _operators = marketplace.Marketplace.Operators;

    [Theory]
    [InlineData("/dashboard/", "text/html")]
    [InlineData("/metrics", "text/plain")]
    [InlineData("/health/ready", "text/plain")]
    [InlineData("/operations/projections", "application/json")]
    [InlineData("/operations/parked", "application/json")]
    [InlineData("/operations/parked/shipments", "application/json")]
    [InlineData("/operations/unreadable", "application/json")]
    [InlineData("/operations/orders/unfinished", "application/json")]
    [InlineData("/operations/entities", "application/json")]
    public async Task Operators_have_a_port_of_their_own(string path, string type)
    {
        var here = await _operators.ReadAsync(path);

        Assert.Equal((HttpStatusCode.OK, type), (here.Status, here.MediaType));
        if (!path.StartsWith("/health", StringComparison.Ordinal))
            Assert.Equal(HttpStatusCode.NotFound, (await marketplace.Http.ReadAsync(path)).Status);
    }

    [Fact]
    public async Task The_api_is_not_at_the_operators_port()
        => Assert.Equal(HttpStatusCode.NotFound, (await _operators.ReadAsync("/v1/products")).Status);

    [Fact]
    public async Task An_entity_is_shown_with_its_head_its_rows_and_its_events()
    {
        var shop = await Shop.OpenAsync(marketplace.Http);
        var order = await shop.BuyAsync();

        // Where the log is apart from the entities it follows them.
        await Eventually.HoldsAsync(async () => (await _operators.ReadAsync($"/operations/entities/order/{order}")).Json["events"]!.AsArray().Count > 0);
        var entity = await _operators.ReadAsync($"/operations/entities/order/{order}");
        var stock = await _operators.ReadAsync($"/operations/entities/stock/{shop.Seller}/{Shop.Product}");
        var none = await _operators.ReadAsync("/operations/entities/order/ord_none");
        var lines = stock.Json["rows"]!["living"]!.AsArray().Concat(stock.Json["rows"]!["ended"]!.AsArray());

        Assert.Equal("paid", entity.Json["head"]!["status"]!.GetValue<string>());
        Assert.Equal("orders.order.paid.v1", entity.Json["events"]![0]!["type"]!.GetValue<string>());
        Assert.Equal($"{order}#0", Assert.Single(lines)!["key"]!.GetValue<string>());
        Assert.Equal(100, stock.Json["head"]!["onHand"]!.GetValue<int>() + stock.Json["head"]!["sold"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, none.Status);
    }

    [Fact]
    public async Task Only_an_unfinished_order_is_pushed()
    {
        var shop = await Shop.OpenAsync(marketplace.Http);
        var order = await shop.BuyAsync();

        var answer = await _operators.AskAsync(HttpMethod.Post, $"/operations/orders/{order}/push");

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/operations/invariants?space=typo", 422, "space")]
    [InlineData("GET", "/operations/invariants?spaces=om", 400, "spaces")]
    [InlineData("GET", "/operations/invariants?space=", 400, "space")]
    [InlineData("GET", "/operations/entities/nothing/x", 404, "id")]
    [InlineData("GET", "/operations/parked/nobody", 404, "dispatcher")]
    [InlineData("GET", "/operations/parked/shipments?limit=many", 422, "limit")]
    [InlineData("GET", "/operations/unreadable?limit=many", 422, "limit")]
    [InlineData("GET", "/operations/orders/unfinished?limit=0", 422, "limit")]
    [InlineData("GET", "/operations/orders/unfinished?from=ord_x", 400, "from")]
    [InlineData("POST", "/operations/parked/shipments/retry", 422, "id")]
    [InlineData("POST", "/operations/parked/shipments/retry?id=none", 404, "id")]
    [InlineData("POST", "/operations/parked/shipments/skip?id=none", 404, "id")]
    [InlineData("POST", "/operations/parked/nobody/skip?id=none", 404, "dispatcher")]
    [InlineData("POST", "/operations/orders/ord_none/push", 404, "id")]
    [InlineData("POST", "/operations/projections/none/rebuild", 404, "name")]
    public async Task What_makes_no_sense_is_named(string method, string path, int status, string param)
    {
        var answer = await _operators.AskAsync(new HttpMethod(method), path);

        Http.BadInputTests.AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal([param], answer.Params);
    }

    [Fact]
    public async Task No_card_is_kept()
    {
        var shop = await Shop.OpenAsync(marketplace.Http);
        var order = await shop.BuyAsync();

        var entity = await _operators.ReadAsync($"/operations/entities/order/{order}");

        Assert.DoesNotContain("4242424242424242", entity.Text, StringComparison.Ordinal);
        Assert.Contains("4242", entity.Text, StringComparison.Ordinal);
    }
}
