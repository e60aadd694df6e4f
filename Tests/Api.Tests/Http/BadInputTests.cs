using System.Net;
using System.Text;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Http;

/// <summary>Whatever a client gets wrong is its own to hear: 4xx, with the member's name, nothing changed, nothing logged as an error.</summary>
public sealed class BadInputTests(MarketplaceFixture marketplace)
{
    private readonly HttpClient _http = marketplace.Http;

    public static TheoryData<string, int, string> Products() => new()
    {
        { "{}", 422, "name" },
        { """{"name":null,"price":{"amount":"1","currency":"BRL"}}""", 422, "name" },
        { """{"name":"","price":{"amount":"1","currency":"BRL"}}""", 422, "name" },
        { """{"name":"   ","price":{"amount":"1","currency":"BRL"}}""", 422, "name" },
        { """{"name":7,"price":{"amount":"1","currency":"BRL"}}""", 400, "name" },
        { """{"name":["a"],"price":{"amount":"1","currency":"BRL"}}""", 400, "name" },
        { """{"name":"a\u0000b","price":{"amount":"1","currency":"BRL"}}""", 422, "name" },
        { """{"name":"a\ud800b","price":{"amount":"1","currency":"BRL"}}""", 400, "name" },
        { $$"""{"name":"{{new string('x', 10_000)}}","price":{"amount":"1","currency":"BRL"} }""", 422, "name" },
        { $$"""{"name":"a","description":"{{new string('x', 10_000)}}","price":{"amount":"1","currency":"BRL"} }""", 422, "description" },
        { """{"name":"a"}""", 422, "price" },
        { """{"name":"a","price":1}""", 400, "price" },
        { """{"name":"a","price":{"amount":1,"currency":"BRL"}}""", 400, "price.amount" },
        { """{"name":"a","price":{"amount":"-1","currency":"BRL"}}""", 422, "price.amount" },
        { """{"name":"a","price":{"amount":"1e3","currency":"BRL"}}""", 422, "price.amount" },
        { """{"name":"a","price":{"amount":"1.0000001","currency":"BRL"}}""", 422, "price.amount" },
        { """{"name":"a","price":{"amount":"99999999999999999999999999999999999","currency":"BRL"}}""", 422, "price.amount" },
        { """{"name":"a","price":{"amount":"NaN","currency":"BRL"}}""", 422, "price.amount" },
        { """{"name":"a","price":{"amount":"1","currency":"XXX"}}""", 422, "price.currency" },
        { """{"name":"a","price":{"amount":"1","currency":"brl"}}""", 422, "price.currency" },
        { """{"name":"a","price":{"amount":"1"}}""", 422, "price.currency" },
        { """{"name":"a","price":{"amount":"1","currency":"BRL","x":1}}""", 400, "price.x" },
        { """{"name":"a","name":"b","price":{"amount":"1","currency":"BRL"}}""", 400, "name" },
        { """{"name":"a","colour":"red","price":{"amount":"1","currency":"BRL"}}""", 400, "colour" },
        { """{"name":"a","status":"removed","price":{"amount":"1","currency":"BRL"}}""", 422, "status" },
        { """{"name":"a","status":1,"price":{"amount":"1","currency":"BRL"}}""", 400, "status" },
        { """{"name":"a","freight":{"amount":"1","currency":"USD"},"price":{"amount":"1","currency":"BRL"}}""", 422, "freight.currency" },
    };

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_product_that_makes_no_sense_is_refused_and_its_member_named(string body, int status, string param)
    {
        var path = $"/v1/sellers/{ApiClient.Name("seller")}/products/p1";

        var answer = await _http.CreateAsync(path, body);

        AssertProblem(answer, (HttpStatusCode)status);
        Assert.Contains(param, answer.Params);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.ReadAsync(path)).Status);
    }

    [Theory]
    [InlineData("0", 422)]
    [InlineData("-1", 422)]
    [InlineData("1000001", 422)]
    [InlineData("1.5", 400)]
    [InlineData("1e400", 400)]
    [InlineData("99999999999999999999", 400)]
    [InlineData("\"3\"", 400)]
    [InlineData("null", 422)]
    [InlineData("true", 400)]
    public async Task A_quantity_is_a_whole_number_in_range(string quantity, int status)
    {
        var shop = await Shop.OpenAsync(_http);
        var cart = await shop.FillCartAsync(2);

        var answer = await _http.AskAsync(
            HttpMethod.Put, $"/v1/carts/{cart}/items/{shop.Seller}/{Shop.Product}", $$"""{"quantity":{{quantity}}}""");

        AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal(["quantity"], answer.Params);
        Assert.Equal(2, (await _http.ReadAsync($"/v1/carts/{cart}")).Json["items"]![0]!["quantity"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("", 400, "body.missing")]
    [InlineData("null", 400, "body.missing")]
    [InlineData("[]", 400, "value.type")]
    [InlineData("{", 400, "body.malformed")]
    [InlineData("{\"name\":\"a\"} trailing", 400, "body.malformed")]
    [InlineData("{\"name\":\"a\",}", 400, "body.malformed")]
    [InlineData("// no\n{}", 400, "body.malformed")]
    [InlineData("\"text\"", 400, "value.type")]
    public async Task A_body_that_is_no_object_is_refused(string body, int status, string code)
    {
        var answer = await _http.CreateAsync($"/v1/sellers/{ApiClient.Name("seller")}", body);

        AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData("", """{"name":7}""", "The value is not a string.")]
    [InlineData("", """{"name":"a","address":"here"}""", "The value is not an object.")]
    [InlineData("", """{"name":"a","address":{"city":[]}}""", "The value is not a string.")]
    [InlineData("", """{"name":"a\ud800"}""", "The text holds half of a surrogate pair or bytes that are no UTF-8.")]
    [InlineData("/stock/p1", """{"onHand":1.5}""", "The value is not a whole number that fits.")]
    [InlineData("/stock/p1", """{"onHand":"7"}""", "The value is not a whole number that fits.")]
    [InlineData("/stock/p1", """{"onHand":1e400}""", "The value is not a whole number that fits.")]
    public async Task Of_a_value_of_another_type_it_is_said_what_is_expected(string path, string body, string detail)
    {
        var answer = await _http.CreateAsync($"/v1/sellers/{ApiClient.Name("seller")}{path}", body);

        AssertProblem(answer, HttpStatusCode.BadRequest);
        Assert.Equal(detail, answer.Json["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var body = $$"""{"name":"a","address":{{new string('[', 5_000)}}{{new string(']', 5_000)}} }""";

        AssertProblem(await _http.CreateAsync("/v1/sellers/" + ApiClient.Name("seller"), body), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/sellers/" + ApiClient.Name("seller"));
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");

        // The server closes a connection that goes on sending what it refused; who asks first gets the answer for certain.
        request.Headers.ExpectContinue = true;
        request.Content = new StringContent($$"""{"name":"{{new string('x', 2 << 20)}}"}""", Encoding.UTF8, "application/json");

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_body_of_another_type_is_refused(string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/sellers/" + ApiClient.Name("seller"));
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"name":"a"}"""));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "route.unknown")]
    [InlineData("GET", "/v1/nowhere", 404, "route.unknown")]
    [InlineData("DELETE", "/v1/products", 405, "method.notAllowed")]
    [InlineData("GET", "/v1/products?colour=red", 400, "parameter.unknown")]
    [InlineData("GET", "/v1/products?limit=1&limit=2", 400, "parameter.repeated")]
    [InlineData("GET", "/v1/products?category=", 400, "parameter.empty")]
    [InlineData("GET", "/v1/products?category", 400, "parameter.empty")]
    [InlineData("GET", "/v1/orders?idempotencyKey=", 400, "parameter.empty")]
    [InlineData("GET", "/v1/packages?sellerId=", 400, "parameter.empty")]
    [InlineData("GET", "/v1/products?limit=0", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?limit=201", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?limit=ten", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?sort=best", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?inStock=maybe", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?minPrice=-1", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?currency=XXX", 422, "value.invalid")]
    [InlineData("GET", "/v1/products?cursor=%21%21", 400, "cursor.invalid")]
    [InlineData("GET", "/v1/orders?createdAfter=yesterday", 422, "value.invalid")]
    [InlineData("GET", "/v1/orders?status=lost", 422, "value.invalid")]
    [InlineData("GET", "/v1/packages", 422, "value.missing")]
    [InlineData("GET", "/v1/packages?sellerId=s&cursor=abc", 400, "cursor.invalid")]
    [InlineData("GET", "/v1/sellers/a%20b", 422, "value.invalid")]
    [InlineData("GET", "/v1/sellers/om:1.1:7", 422, "value.invalid")]
    [InlineData("GET", "/v1/sellers/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 422, "value.invalid")]
    public async Task An_address_that_makes_no_sense_is_refused(string method, string path, int status, string code)
    {
        var answer = await _http.AskAsync(new HttpMethod(method), path);

        AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData(null, 400, "idempotencyKey.missing")]
    [InlineData("", 400, "idempotencyKey.missing")]
    [InlineData("a b", 400, "header.invalid")]
    public async Task A_command_needs_a_key(string? key, int status, string code)
    {
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];

        var answer = await _http.AskAsync(HttpMethod.Post, "/v1/carts", "{}", headers);

        AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal(code, answer.Code);
        Assert.Equal(["Idempotency-Key"], answer.Params);
    }

    [Theory]
    [InlineData("17", 400, "header.invalid")]
    [InlineData("\"1\", \"2\"", 400, "header.invalid")]
    [InlineData("*", 400, "header.invalid")]
    [InlineData("W/\"1\"", 412, "version.stale")]
    [InlineData("\"abc\"", 412, "version.stale")]
    [InlineData("\"99999\"", 412, "version.stale")]
    public async Task A_version_that_is_none_is_refused(string etag, int status, string code)
    {
        var shop = await Shop.OpenAsync(_http);

        var answer = await _http.AskAsync(HttpMethod.Patch, shop.ProductPath, """{"name":"b"}""", ("If-Match", etag));

        AssertProblem(answer, (HttpStatusCode)status);
        Assert.Equal(code, answer.Code);
    }

    [Theory]
    [InlineData("/v1/carts", """{"customerId":"a"}""", """{"customerId":"b"}""")]
    [InlineData("/v1/customers", """{"name":"a"}""", """{"name":"b"}""")]
    public async Task A_key_that_came_with_another_body_is_refused(string path, string body, string other)
    {
        var key = ApiClient.Name("reused");
        var first = await _http.PostAsync(path, key, body);

        var second = await _http.PostAsync(path, key, other);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        AssertProblem(second, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("idempotencyKey.reused", second.Code);
        Assert.Equal(["Idempotency-Key"], second.Params);
    }

    [Fact]
    public async Task A_customer_s_id_is_given_once()
    {
        var body = $$"""{"customerId":"{{ApiClient.Name("customer")}}","name":"a"}""";
        await _http.PostAsync("/v1/customers", ApiClient.Name("key"), body);

        var again = await _http.PostAsync("/v1/customers", ApiClient.Name("key"), body);

        AssertProblem(again, HttpStatusCode.PreconditionFailed);
        Assert.Equal(["customerId"], again.Params);
    }

    [Fact]
    public async Task A_product_needs_its_seller_and_stock_its_product()
    {
        var shop = await Shop.OpenAsync(_http);

        var product = await _http.CreateAsync("/v1/sellers/nobody-1/products/p1", Shop.Body("1"));
        var stock = await _http.CreateAsync($"/v1/sellers/{shop.Seller}/stock/none", """{"onHand":1}""");
        var counted = await _http.AskAsync(HttpMethod.Put, $"/v1/sellers/{shop.Seller}/stock/none", """{"onHand":1,"sourceSequence":1}""");

        Assert.Equal((HttpStatusCode.NotFound, "sellerId"), (product.Status, product.Params.Single()));
        Assert.Equal((HttpStatusCode.NotFound, "productId"), (stock.Status, stock.Params.Single()));
        Assert.Equal((HttpStatusCode.NotFound, "productId"), (counted.Status, counted.Params.Single()));
        Assert.Equal(HttpStatusCode.NotFound, (await _http.ReadAsync("/v1/sellers/nobody-1/products/p1")).Status);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        var answer = await _http.CreateAsync(
            $"/v1/sellers/{ApiClient.Name("seller")}/products/p1", """{"name":"","status":"x","price":{"amount":"-1","currency":"?"}}""");

        Assert.Equal("request.invalid", answer.Code);
        Assert.Equal(["name", "price.amount", "price.currency", "status"], answer.Params.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_client_s_mistakes_are_not_logged()
    {
        await _http.CreateAsync("/v1/sellers/" + ApiClient.Name("seller"), "{");
        await _http.ReadAsync("/v1/products?colour=red");

        Assert.DoesNotContain(" ERR ", marketplace.Marketplace.Output, StringComparison.Ordinal);
    }

    internal static void AssertProblem(Answer answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.MediaType);
        var problem = answer.Json;
        Assert.StartsWith("urn:marketplace:problem:", problem["type"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal((int)status, problem["status"]!.GetValue<int>());
        foreach (var member in new[] { "title", "detail", "code", "requestId" })
            Assert.NotEmpty(problem[member]!.GetValue<string>());
        Assert.False(problem["retryable"]!.GetValue<bool>());
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
    }
}
