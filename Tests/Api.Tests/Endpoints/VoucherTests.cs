using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class VoucherTests(MarketplaceFixture marketplace)
{
    private const string TenPercent = """{"percent":"10"}""";

    private HttpClient Http => marketplace.Http;

    [Fact]
    public async Task A_voucher_is_made_once_read_as_given_and_changed_by_version()
    {
        var path = PathOf(ApiClient.Name("voucher"));
        const string Terms = """
            {"discount":{"amount":"5.50","currency":"BRL"},"minimum":{"amount":"20","currency":"BRL"},
             "validFrom":"2026-01-01T00:00:00Z","validUntil":"2126-01-01T02:00:00.5+02:00","limit":3,"status":"disabled"}
            """;

        var made = await Http.CreateAsync(path, Terms);
        var again = await Http.CreateAsync(path, Terms);
        var read = await Http.ReadAsync(path);
        var changed = await Http.AskAsync(HttpMethod.Put, path, """{"percent":"12.50"}""", ("If-Match", made.ETag!));
        var stale = await Http.AskAsync(HttpMethod.Put, path, TenPercent, ("If-Match", made.ETag!));
        var without = await Http.AskAsync(HttpMethod.Put, path, TenPercent);

        Assert.Equal((HttpStatusCode.Created, path), (made.Status, made.Location));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "alreadyExists"), (again.Status, again.Code));
        Assert.Equal((made.ETag, "5.50", 3, 0), (read.ETag, read.Json["discount"]!["amount"]!.GetValue<string>(), read.Json["limit"]!.GetValue<int>(), Uses(read)));
        Assert.Equal(("disabled", "2126-01-01T00:00:00.500Z"), (read.Json["status"]!.GetValue<string>(), read.Json["validUntil"]!.GetValue<string>()));
        Assert.Equal((HttpStatusCode.OK, "12.50"), (changed.Status, changed.Json["percent"]!.GetValue<string>()));
        Assert.Null(changed.Json["discount"]);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "version.stale"), (stale.Status, stale.Code));
        Assert.Equal(HttpStatusCode.PreconditionRequired, without.Status);
    }

    [Fact]
    public async Task One_that_nobody_made_is_not_found()
    {
        var path = PathOf(ApiClient.Name("voucher"));

        var read = await Http.ReadAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, "notFound"), (read.Status, read.Code));
        Assert.Equal(HttpStatusCode.NotFound, (await Http.AskAsync(HttpMethod.Put, path, TenPercent, ("If-Match", "\"1\""))).Status);
    }

    [Theory]
    [InlineData("{}", 422, "discount")]
    [InlineData("""{"percent":"10","discount":{"amount":"1","currency":"BRL"}}""", 422, "percent")]
    [InlineData("""{"percent":10}""", 400, "percent")]
    [InlineData("""{"percent":"0"}""", 422, "percent")]
    [InlineData("""{"percent":"100.0001"}""", 422, "percent")]
    [InlineData("""{"percent":"0.00001"}""", 422, "percent")]
    [InlineData("""{"discount":{"amount":"0","currency":"BRL"}}""", 422, "discount.amount")]
    [InlineData("""{"discount":{"amount":"1","currency":"XXX"}}""", 422, "discount.currency")]
    [InlineData("""{"discount":{"amount":"1","currency":"BRL"},"minimum":{"amount":"1","currency":"EUR"}}""", 422, "minimum.currency")]
    [InlineData("""{"percent":"10","validFrom":"yesterday"}""", 422, "validFrom")]
    [InlineData("""{"percent":"10","validFrom":"2026-01-02T00:00:00Z","validUntil":"2026-01-01T00:00:00Z"}""", 422, "validUntil")]
    [InlineData("""{"percent":"10","limit":0}""", 422, "limit")]
    [InlineData("""{"percent":"10","limit":1.5}""", 400, "limit")]
    [InlineData("""{"percent":"10","status":"paused"}""", 422, "status")]
    [InlineData("""{"percent":"10","uses":0}""", 400, "uses")]
    public async Task Terms_that_make_no_sense_are_refused_and_their_member_named(string body, int status, string param)
    {
        var path = PathOf(ApiClient.Name("voucher"));

        var answer = await Http.CreateAsync(path, body);

        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.Contains(param, answer.Params);
        Assert.Equal(HttpStatusCode.NotFound, (await Http.ReadAsync(path)).Status);
    }

    [Fact]
    public async Task A_checkout_takes_vouchers_off_one_after_the_other_and_its_order_shows_them()
    {
        var shop = await Shop.OpenAsync(Http);
        var (first, second) = (await IssueAsync("""{"discount":{"amount":"3.33","currency":"BRL"}}"""), await IssueAsync(TenPercent));
        var path = $"/v1/carts/{await shop.FillCartAsync(3)}/checkout";
        var key = ApiClient.Name("order");

        var order = await Http.PostAsync(path, key, Shop.CheckoutWith(first, second));
        var again = await Http.PostAsync(path, key, Shop.CheckoutWith(first, second));
        var other = await Http.PostAsync(path, key, Shop.CheckoutWith(second, first));
        var none = await Http.PostAsync(path, key, Shop.Checkout());
        var read = await Http.ReadAsync(order.Location!);

        // 30.00 less 3.33, less a tenth of 26.67; 4.50 of freight.
        Assert.Equal(HttpStatusCode.Created, order.Status);
        Assert.Equal((6.00m, 28.50m), (Amount(order.Json["totals"]!["discount"]), Amount(order.Json["totals"]!["total"])));
        Assert.Equal((6.00m, 28.50m), (Amount(read.Json["lines"]![0]!["discount"]), Amount(read.Json["bySeller"]![0]!["total"])));
        Assert.Equal([first, second], read.Json["vouchers"]!.AsArray().Select(voucher => voucher!.GetValue<string>()));
        Assert.True(again.Replayed);
        Assert.All([other, none], answer => Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotencyKey.reused"), (answer.Status, answer.Code)));
        Assert.Equal((1, 1), (Uses(await Http.ReadAsync(PathOf(first))), Uses(await Http.ReadAsync(PathOf(second)))));
    }

    [Fact]
    public async Task An_empty_list_is_the_same_as_none()
    {
        var shop = await Shop.OpenAsync(Http);
        var path = $"/v1/carts/{await shop.FillCartAsync(1)}/checkout";
        var key = ApiClient.Name("order");

        var order = await Http.PostAsync(path, key, Shop.Checkout());
        var again = await Http.PostAsync(path, key, Shop.Checkout()[..^1] + ""","vouchers":[]}""");

        Assert.Null(order.Json["vouchers"]);
        Assert.True(again.Replayed);
    }

    [Fact]
    public async Task Uses_change_no_version_and_a_limit_stays_above_them()
    {
        var shop = await Shop.OpenAsync(Http);
        var voucher = await IssueAsync(TenPercent);
        var before = await Http.ReadAsync(PathOf(voucher));
        for (var order = 0; order < 2; order++)
            await BuyAsync(shop, voucher);

        var below = await Http.AskAsync(HttpMethod.Put, PathOf(voucher), """{"percent":"10","limit":1}""", ("If-Match", before.ETag!));
        var limited = await Http.AskAsync(HttpMethod.Put, PathOf(voucher), """{"percent":"10","limit":2}""", ("If-Match", before.ETag!));

        Assert.Equal((HttpStatusCode.Conflict, "state.conflict"), (below.Status, below.Code));
        Assert.Equal(["limit"], below.Params);
        Assert.Equal((HttpStatusCode.OK, 2), (limited.Status, Uses(limited)));
        Assert.Equal("voucher.usedUp", (await BuyAsync(shop, voucher)).Code);
    }

    [Theory]
    [InlineData(null, "voucher.unknown")]
    [InlineData("""{"percent":"10","status":"disabled"}""", "voucher.disabled")]
    [InlineData("""{"percent":"10","validFrom":"2126-01-01T00:00:00Z"}""", "voucher.notYetValid")]
    [InlineData("""{"percent":"10","validUntil":"2020-01-01T00:00:00Z"}""", "voucher.expired")]
    [InlineData("""{"discount":{"amount":"1","currency":"EUR"}}""", "voucher.currency")]
    [InlineData("""{"percent":"10","minimum":{"amount":"10.01","currency":"BRL"}}""", "voucher.belowMinimum")]
    public async Task One_that_cannot_be_used_is_named_and_leaves_the_key_and_the_cart(string? terms, string code)
    {
        var shop = await Shop.OpenAsync(Http);
        var (good, bad) = (await IssueAsync(TenPercent), terms is null ? ApiClient.Name("voucher") : await IssueAsync(terms));
        var cart = await shop.FillCartAsync(1);
        var key = ApiClient.Name("order");

        var refused = await Http.PostAsync($"/v1/carts/{cart}/checkout", key, Shop.CheckoutWith(good, bad));
        var kept = await Http.ReadAsync($"/v1/carts/{cart}");
        var without = await Http.PostAsync($"/v1/carts/{cart}/checkout", key, Shop.CheckoutWith(good));

        Assert.Equal((HttpStatusCode.Conflict, code), (refused.Status, refused.Code));
        Assert.Equal(["vouchers[1]"], refused.Params);
        Assert.False(kept.Json["items"]![0]!["checkingOut"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.Created, without.Status);
        Assert.Equal(1, Uses(await Http.ReadAsync(PathOf(good))));
    }

    [Fact]
    public async Task A_declined_card_gives_the_use_back()
    {
        var shop = await Shop.OpenAsync(Http);
        var voucher = await IssueAsync("""{"percent":"10","limit":1}""");
        var cart = await shop.FillCartAsync(1);

        var declined = await Http.PostAsync(
            $"/v1/carts/{cart}/checkout", ApiClient.Name("order"), Shop.CheckoutWith(voucher).Replace(Shop.Card, Shop.DeclinedCard, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.PaymentRequired, declined.Status);
        Assert.Equal(0, Uses(await Http.ReadAsync(PathOf(voucher))));
        Assert.Equal(HttpStatusCode.Created, (await BuyAsync(shop, voucher)).Status);
    }

    [Theory]
    [InlineData("""["a","b","a"]""", 422, "vouchers[2]")]
    [InlineData("""["a","a b"]""", 422, "vouchers[1]")]
    [InlineData("""["a",null]""", 422, "vouchers[1]")]
    [InlineData("""["1","2","3","4","5","6"]""", 422, "vouchers")]
    [InlineData("""["a",7]""", 400, "vouchers[1]")]
    [InlineData("\"a\"", 400, "vouchers")]
    public async Task A_list_that_makes_no_sense_is_refused_and_its_place_named(string vouchers, int status, string param)
    {
        var answer = await Http.PostAsync(
            "/v1/carts/nobody/checkout", ApiClient.Name("order"), $"{Shop.Checkout()[..^1]},\"vouchers\":{vouchers}}}");

        Assert.Equal((HttpStatusCode)status, answer.Status);
        Assert.Contains(param, answer.Params);
    }

    private async Task<Answer> BuyAsync(Shop shop, string voucher)
        => await Http.PostAsync($"/v1/carts/{await shop.FillCartAsync(1)}/checkout", ApiClient.Name("order"), Shop.CheckoutWith(voucher));

    private async Task<string> IssueAsync(string terms)
    {
        var voucher = ApiClient.Name("voucher");
        Assert.Equal(HttpStatusCode.Created, (await Http.CreateAsync(PathOf(voucher), terms)).Status);
        return voucher;
    }

    private static string PathOf(string voucher) => "/v1/vouchers/" + voucher;

    private static int Uses(Answer answer) => answer.Json["uses"]!.GetValue<int>();

    private static decimal Amount(JsonNode? money) => decimal.Parse(money!["amount"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
}
