using System.Net;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Endpoints;

public sealed class ProfileTests(MarketplaceFixture marketplace)
{
    private readonly HttpClient _http = marketplace.Http;

    [Fact]
    public async Task A_customer_is_made_once_a_key_and_erased()
    {
        var key = ApiClient.Name("key");
        var made = await _http.PostAsync("/v1/customers", key, """{"name":"Zoë Đặng 李","email":"z@example.com"}""");
        var again = await _http.PostAsync("/v1/customers", key, """{"name":"Zoë Đặng 李","email":"z@example.com"}""");
        var path = made.Location!;

        var patched = await _http.AskAsync(HttpMethod.Patch, path, """{"phone":"1"}""", ("If-Match", made.ETag!));
        var erased = await _http.AskAsync(HttpMethod.Delete, path);
        var after = await _http.ReadAsync(path);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (made.Status, again.Status));
        Assert.Equal("Zoë Đặng 李", made.Json["name"]!.GetValue<string>());
        Assert.Equal(made.Json["customerId"]!.GetValue<string>(), again.Json["customerId"]!.GetValue<string>());
        Assert.True(again.Replayed);
        Assert.Equal(HttpStatusCode.OK, patched.Status);
        Assert.Equal(HttpStatusCode.NoContent, erased.Status);
        Assert.True(after.Json["erased"]!.GetValue<bool>());
        Assert.DoesNotContain("Zoë", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seller_changes_by_version()
    {
        var path = "/v1/sellers/" + ApiClient.Name("seller");
        var made = await _http.CreateAsync(path, """{"name":"A","address":{"name":"A","street":"s","city":"c","country":"BR"}}""");

        var patched = await _http.AskAsync(HttpMethod.Patch, path, """{"name":"B"}""", ("If-Match", made.ETag!));
        var stale = await _http.AskAsync(HttpMethod.Patch, path, """{"name":"C"}""", ("If-Match", made.ETag!));
        var read = await _http.ReadAsync(path);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (made.Status, patched.Status));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.Status);
        Assert.Equal("B", read.Json["name"]!.GetValue<string>());
        Assert.Equal("BR", read.Json["address"]!["country"]!.GetValue<string>());
    }
}
