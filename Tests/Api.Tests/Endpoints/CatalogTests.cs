using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class CatalogTests(MarketplaceFixture marketplace)
{
    private readonly HttpClient _http = marketplace.Http;

    [Fact]
    public async Task A_product_is_made_read_and_not_sent_again_to_who_has_it()
    {
        var shop = await Shop.OpenAsync(_http);

        var read = await _http.ReadAsync(shop.ProductPath);
        var again = await _http.ReadAsync(shop.ProductPath, ("If-None-Match", read.ETag!));

        Assert.Equal(HttpStatusCode.OK, read.Status);
        Assert.Equal("10.00", read.Json["price"]!["amount"]!.GetValue<string>());
        Assert.Equal($"\"{read.Json["version"]}\"", read.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        Assert.Empty(again.Text);
    }

    [Fact]
    public async Task Making_a_product_twice_is_refused()
    {
        var shop = await Shop.OpenAsync(_http);

        var again = await _http.CreateAsync(shop.ProductPath, Shop.Body("11"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, again.Status);
        Assert.Equal("alreadyExists", again.Code);
    }

    [Fact]
    public async Task An_empty_category_is_none_and_a_patch_takes_one_away()
    {
        var shop = await Shop.OpenAsync(_http);
        var other = $"/v1/sellers/{shop.Seller}/products/plain";
        await _http.CreateAsync(other, Shop.Body("1").Replace("\"Light\"", "\"\"", StringComparison.Ordinal));

        var etag = (await _http.ReadAsync(shop.ProductPath)).ETag!;
        var patched = await _http.AskAsync(HttpMethod.Patch, shop.ProductPath, """{"category":""}""", ("If-Match", etag));

        Assert.Null((await _http.ReadAsync(other)).Json["category"]);
        Assert.Null(patched.Json["category"]);
        Assert.Equal("Lamp", patched.Json["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_replacement_needs_the_present_version()
    {
        var shop = await Shop.OpenAsync(_http);
        var etag = (await _http.ReadAsync(shop.ProductPath)).ETag!;

        var without = await _http.AskAsync(HttpMethod.Put, shop.ProductPath, Shop.Body("11"));
        var first = await _http.AskAsync(HttpMethod.Put, shop.ProductPath, Shop.Body("11"), ("If-Match", etag));
        var stale = await _http.AskAsync(HttpMethod.Put, shop.ProductPath, Shop.Body("12"), ("If-Match", etag));

        Assert.Equal(HttpStatusCode.PreconditionRequired, without.Status);
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("version.stale", stale.Code);
        Assert.Equal("11", (await _http.ReadAsync(shop.ProductPath)).Json["price"]!["amount"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_patch_changes_what_it_names()
    {
        var shop = await Shop.OpenAsync(_http);
        var etag = (await _http.ReadAsync(shop.ProductPath)).ETag!;

        var patched = await _http.AskAsync(HttpMethod.Patch, shop.ProductPath, """{"status":"paused"}""", ("If-Match", etag));

        Assert.Equal("paused", patched.Json["status"]!.GetValue<string>());
        Assert.Equal("Lamp", patched.Json["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_price_changes_without_a_version()
    {
        var shop = await Shop.OpenAsync(_http);

        var changed = await _http.AskAsync(HttpMethod.Put, shop.ProductPath + "/price", """{"price":{"amount":"7.125","currency":"BRL"}}""");

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal("7.125", changed.Json["price"]!["amount"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_removed_product_leaves_the_list()
    {
        var shop = await Shop.OpenAsync(_http);
        await Eventually.HoldsAsync(async () => (await ListAsync(shop)).Json["items"]!.AsArray().Count == 1);
        var etag = (await _http.ReadAsync(shop.ProductPath)).ETag!;

        var removed = await _http.AskAsync(HttpMethod.Delete, shop.ProductPath, null, ("If-Match", etag));

        Assert.Equal(HttpStatusCode.NoContent, removed.Status);
        await Eventually.HoldsAsync(async () => (await ListAsync(shop)).Json["items"]!.AsArray().Count == 0);
    }

    [Fact]
    public async Task A_list_goes_on_where_its_page_ended_and_only_with_its_own_filters()
    {
        var shop = await Shop.OpenAsync(_http);
        await _http.CreateAsync($"/v1/sellers/{shop.Seller}/products/p2", Shop.Body("20"));
        await _http.CreateAsync($"/v1/sellers/{shop.Seller}/products/p3", Shop.Body("30"));
        var path = $"/v1/products?sellerId={shop.Seller}&sort=price&limit=2";
        await Eventually.HoldsAsync(async () => (await _http.ReadAsync(path)).Json["next"] is not null);

        var first = await _http.ReadAsync(path);
        var cursor = first.Json["next"]!.GetValue<string>();
        var second = await _http.ReadAsync($"{path}&cursor={cursor}");
        var foreign = await _http.ReadAsync($"/v1/products?sort=price&limit=2&cursor={cursor}");

        Assert.Equal(["p1", "p2"], Ids(first));
        Assert.Equal(["p3"], Ids(second));
        Assert.Null(second.Json["next"]);
        Assert.Equal(HttpStatusCode.BadRequest, foreign.Status);
        Assert.Equal(["cursor"], foreign.Params);
    }

    private Task<Answer> ListAsync(Shop shop) => _http.ReadAsync($"/v1/products?sellerId={shop.Seller}");

    private static string[] Ids(Answer page)
        => [.. page.Json["items"]!.AsArray().Select(item => item!["product"]!["productId"]!.GetValue<string>())];
}
