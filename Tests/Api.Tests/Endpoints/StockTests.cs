using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class StockTests(MarketplaceFixture marketplace)
{
    private readonly HttpClient _http = marketplace.Http;

    [Fact]
    public async Task An_adjustment_is_done_once_a_key()
    {
        var shop = await Shop.OpenAsync(_http, units: 10);
        var key = ApiClient.Name("key");

        var first = await _http.PostAsync(shop.StockPath + "/adjustments", key, """{"delta":5,"reason":"found"}""");
        var again = await _http.PostAsync(shop.StockPath + "/adjustments", key, """{ "reason":"found", "delta":5 }""");
        var other = await _http.PostAsync(shop.StockPath + "/adjustments", key, """{"delta":6,"reason":"found"}""");

        Assert.Equal((15, false), (first.Json["onHand"]!.GetValue<int>(), first.Replayed));
        Assert.Equal((15, true), (again.Json["onHand"]!.GetValue<int>(), again.Replayed));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotencyKey.reused"), (other.Status, other.Code));
        Assert.Equal(15, (await _http.ReadAsync(shop.StockPath)).Json["available"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_older_count_of_the_same_source_is_refused()
    {
        var shop = await Shop.OpenAsync(_http);

        var newer = await _http.AskAsync(HttpMethod.Put, shop.StockPath, """{"onHand":7,"sourceSequence":20}""");
        var older = await _http.AskAsync(HttpMethod.Put, shop.StockPath, """{"onHand":9,"sourceSequence":19}""");

        Assert.Equal(HttpStatusCode.OK, newer.Status);
        Assert.Equal((HttpStatusCode.Conflict, "sequence.stale"), (older.Status, older.Code));
    }

    [Fact]
    public async Task A_count_without_version_or_source_is_refused()
    {
        var shop = await Shop.OpenAsync(_http);

        var answer = await _http.AskAsync(HttpMethod.Put, shop.StockPath, """{"onHand":7}""");

        Assert.Equal((HttpStatusCode.PreconditionRequired, "precondition.missing"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Units_cannot_be_taken_below_nothing()
    {
        var shop = await Shop.OpenAsync(_http, units: 3);

        var answer = await _http.PostAsync(shop.StockPath + "/adjustments", ApiClient.Name("key"), """{"delta":-4}""");

        Assert.InRange((int)answer.Status, 400, 499);
        Assert.Equal(3, (await _http.ReadAsync(shop.StockPath)).Json["onHand"]!.GetValue<int>());
    }

    [Fact]
    public async Task Nothing_stays_reserved_when_an_order_is_paid()
    {
        var shop = await Shop.OpenAsync(_http, units: 3);
        await shop.BuyAsync(2);

        await Eventually.HoldsAsync(async () => (await _http.ReadAsync(shop.StockPath)).Json["reserved"]!.GetValue<int>() == 0);

        Assert.Equal(1, (await _http.ReadAsync(shop.StockPath)).Json["onHand"]!.GetValue<int>());
        Assert.Empty((await _http.ReadAsync(shop.StockPath + "/reservations")).Json["items"]!.AsArray());
    }
}
