using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class StandingTests(MarketplaceFixture marketplace)
{
    private readonly HttpClient _http = marketplace.Http;

    [Fact]
    public async Task It_counts_payments_declines_deliveries_and_what_was_repaid()
    {
        var buyer = ApiClient.Name("buyer");
        var shop = await Shop.OpenAsync(_http);
        var delivered = await BuyAsync(shop, buyer, 1);
        await PostAsync($"/v1/packages/{PackageOf(delivered)}/ship");
        await PostAsync($"/v1/packages/{PackageOf(delivered)}/deliver");
        var cancelled = await BuyAsync(shop, buyer, 2);
        await PostAsync($"/v1/orders/{cancelled["orderId"]}/cancel");
        Assert.Equal(HttpStatusCode.PaymentRequired, (await CheckoutAsync(shop, buyer, 1, Shop.DeclinedCard)).Status);

        await Eventually.HoldsAsync(async () => await StandingAsync(buyer) is { } standing
            && standing["deliveredPackages"]!.GetValue<int>() == 1 && standing["failedPayments"]!.GetValue<int>() == 1
            && Amount(standing, "refunded") > 0);

        var standing = (await StandingAsync(buyer))!;
        Assert.Equal(2, standing["paidOrders"]!.GetValue<int>());
        Assert.Equal((Total(delivered) + Total(cancelled), Total(cancelled)), (Amount(standing, "paid"), Amount(standing, "refunded")));
        Assert.NotNull(standing["asOf"]);
    }

    [Fact]
    public async Task A_buyer_who_only_ordered_has_one_and_one_who_only_is_known_has_an_empty_one()
    {
        var (stranger, known) = (ApiClient.Name("stranger"), ApiClient.Name("known"));
        await BuyAsync(await Shop.OpenAsync(_http), stranger, 1);
        await _http.PostAsync("/v1/customers", ApiClient.Name("key"), $$"""{"customerId":"{{known}}","name":"a"}""");

        await Eventually.HoldsAsync(async () => (await StandingAsync(stranger))?["paidOrders"]!.GetValue<int>() == 1);
        var empty = (await StandingAsync(known))!;

        Assert.Equal(HttpStatusCode.NotFound, (await _http.ReadAsync($"/v1/customers/{stranger}")).Status);
        Assert.Equal((0, 0), (empty["paidOrders"]!.GetValue<int>(), empty["spend"]!.AsArray().Count));
    }

    [Fact]
    public async Task It_remains_when_the_person_is_erased()
    {
        var buyer = ApiClient.Name("erased");
        await _http.PostAsync("/v1/customers", ApiClient.Name("key"), $$"""{"customerId":"{{buyer}}","name":"Zoë"}""");
        await BuyAsync(await Shop.OpenAsync(_http), buyer, 1);

        await _http.AskAsync(HttpMethod.Delete, $"/v1/customers/{buyer}");

        await Eventually.HoldsAsync(async () => (await StandingAsync(buyer))!["paidOrders"]!.GetValue<int>() == 1);
    }

    private async Task<JsonNode?> StandingAsync(string buyer)
    {
        var answer = await _http.ReadAsync($"/v1/customers/{buyer}/standing");
        return answer.Status == HttpStatusCode.OK ? answer.Json : null;
    }

    private async Task<JsonNode> BuyAsync(Shop shop, string buyer, int quantity)
    {
        var answer = await CheckoutAsync(shop, buyer, quantity, Shop.Card);
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        return answer.Json;
    }

    private async Task<Answer> CheckoutAsync(Shop shop, string buyer, int quantity, string payment)
    {
        var cart = await shop.FillCartAsync(quantity, buyer);
        return await _http.PostAsync($"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.Checkout(payment));
    }

    private async Task PostAsync(string path)
        => Assert.Equal(HttpStatusCode.OK, (await _http.PostAsync(path, ApiClient.Name("key"), "{}")).Status);

    private static string PackageOf(JsonNode order) => order["bySeller"]![0]!["packageId"]!.GetValue<string>();

    private static decimal Total(JsonNode order) => Decimal(order["totals"]!["total"]!);

    private static decimal Amount(JsonNode standing, string member) => Decimal(Assert.Single(standing["spend"]!.AsArray())![member]!);

    private static decimal Decimal(JsonNode money)
        => decimal.Parse(money["amount"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
}
