using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class PreferredWaitTests(MarketplaceFixture marketplace)
{
    private const string SlowCard = """{"type":"card","card":{"number":"4000000000000259","holder":"A","expiry":"1230"}}""";
    private const string LateAndDeclined = """{"type":"card","card":{"number":"4000000000000127","holder":"A","expiry":"1230"}}""";

    private HttpClient Http => marketplace.Http;

    [Fact]
    public async Task Who_does_not_wait_is_told_where_the_order_is_as_soon_as_it_is_placed()
    {
        var cart = await (await Shop.OpenAsync(Http)).FillCartAsync(1);

        var (answer, applied) = await CheckoutAsync(cart, SlowCard, "wait=0");

        Assert.Equal((HttpStatusCode.Accepted, "wait=0"), (answer.Status, applied));
        Assert.Equal("placed", answer.Json["status"]!.GetValue<string>());
        await Eventually.HoldsAsync(async () => (await Http.ReadAsync(answer.Location!)).Json["status"]!.GetValue<string>() == "paid");
    }

    [Fact]
    public async Task Who_waits_is_answered_when_a_late_payment_is_decided()
    {
        var shop = await Shop.OpenAsync(Http);

        var (paid, _) = await CheckoutAsync(await shop.FillCartAsync(1), Shop.LateCard, "respond-async, wait=30");
        var (declined, _) = await CheckoutAsync(await shop.FillCartAsync(1), LateAndDeclined, "Wait=\"30\"");

        Assert.Equal((HttpStatusCode.Created, "paid"), (paid.Status, paid.Json["status"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.PaymentRequired, "payment.declined"), (declined.Status, declined.Code));
        Assert.Equal("paymentFailed", (await Http.ReadAsync($"/v1/orders/{declined.Json["orderId"]}")).Json["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_has_waited_long_enough_is_told_how_far_it_is()
    {
        var cart = await (await Shop.OpenAsync(Http)).FillCartAsync(1);

        var (answer, _) = await CheckoutAsync(cart, Shop.LateCard, "wait=1");

        Assert.Equal((HttpStatusCode.Accepted, "awaitingPayment"), (answer.Status, answer.Json["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_checkout_without_an_order_is_refused_at_once()
    {
        var cart = (await Http.PostAsync("/v1/carts", ApiClient.Name("cart"), """{"customerId":"ana"}""")).Json["cartId"]!.GetValue<string>();

        var (answer, _) = await CheckoutAsync(cart, Shop.Card, "wait=0");

        Assert.Equal((HttpStatusCode.Conflict, "cart.empty"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_key_that_runs_with_another_body_is_refused_also_without_a_wait()
    {
        var cart = await (await Shop.OpenAsync(Http)).FillCartAsync(1);
        var key = ApiClient.Name("order");

        var (first, _) = await CheckoutAsync(cart, SlowCard, "wait=0", key);
        var (other, _) = await CheckoutAsync(cart, Shop.Card, "wait=0", key);
        var (again, _) = await CheckoutAsync(cart, SlowCard, "wait=20", key);

        Assert.Equal(HttpStatusCode.Accepted, first.Status);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotencyKey.reused"), (other.Status, other.Code));
        Assert.Equal((HttpStatusCode.Created, first.Json["orderId"]!.GetValue<string>()), (again.Status, again.Json["orderId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_cancellation_is_waited_for_too()
    {
        var order = await (await Shop.OpenAsync(Http)).BuyAsync();

        var cancelled = await Http.AskAsync(
            HttpMethod.Post, $"/v1/orders/{order}/cancel", "{}", ("Idempotency-Key", ApiClient.Name("key")), ("Prefer", "wait=30"));

        Assert.Equal((HttpStatusCode.OK, "refunded"), (cancelled.Status, cancelled.Json["status"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("wait=soon", null)]
    [InlineData("wait=-1", null)]
    [InlineData("wait", null)]
    [InlineData("return=minimal", null)]
    [InlineData(";,=", null)]
    [InlineData("wait=99", "wait=30")]
    [InlineData("wait=5, wait=7", "wait=5")]
    public async Task What_makes_no_sense_is_passed_over(string preference, string? applied)
    {
        var cart = await (await Shop.OpenAsync(Http)).FillCartAsync(1);

        var (answer, heard) = await CheckoutAsync(cart, Shop.Card, preference);

        Assert.Equal((HttpStatusCode.Created, applied), (answer.Status, heard));
    }

    private async Task<(Answer Answer, string? Applied)> CheckoutAsync(string cart, string payment, string preference, string? key = null)
    {
        string? applied = null;
        var answer = await Http.AskAsync(
            HttpMethod.Post,
            $"/v1/carts/{cart}/checkout",
            Shop.Checkout(payment),
            response => applied = response.Headers.TryGetValues("Preference-Applied", out var values) ? values.Single() : null,
            ("Idempotency-Key", key ?? ApiClient.Name("order")),
            ("Prefer", preference));
        return (answer, applied);
    }
}
