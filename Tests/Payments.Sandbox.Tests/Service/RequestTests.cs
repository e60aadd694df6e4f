using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketplace.Payments.Sandbox.Tests.Service;

/// <summary>What the service makes of requests that its client would not send.</summary>
public sealed partial class RequestTests : IAsyncLifetime
{
    private const string Number = "4111222233334444";
    private readonly GatewayService _service = new();
    private readonly HttpClient _http = new();

    public async ValueTask InitializeAsync()
    {
        await _service.OpenAsync();
        _http.BaseAddress = _service.Address;
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _service.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("4111222233334444")]
    [InlineData("{}")]
    [InlineData("""{"reference":null}""")]
    [InlineData("""{"reference":7}""")]
    [InlineData("""{"reference":"order-1","more":1}""")]
    [InlineData("""{"reference":"order-1"} {}""")]
    public async Task A_body_that_is_not_understood_is_a_bad_request(string body)
        => await AssertProblemAsync(await PostAsync("/v1/voids", body), HttpStatusCode.BadRequest, "unreadable");

    [Theory]
    [InlineData("""{"amount":"1.50","currency":"XXX"}""")]
    [InlineData("""{"amount":1.5,"currency":"EUR"}""")]
    [InlineData("""{"amount":"1,50","currency":"EUR"}""")]
    [InlineData("""{"currency":"EUR"}""")]
    [InlineData("null")]
    public async Task An_amount_that_is_none_is_a_bad_request(string amount)
        => await AssertProblemAsync(
            await PostAsync("/v1/captures", $$"""{"reference":"order-1","amount":{{amount}},"method":"card","token":"t","installments":1}"""),
            HttpStatusCode.BadRequest,
            "unreadable");

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_unread()
        => await AssertProblemAsync(
            await PostAsync("/v1/voids", $$"""{"reference":"{{new string('x', 20_000)}}"}"""), HttpStatusCode.RequestEntityTooLarge, "too-large");

    [Fact]
    public async Task A_body_is_JSON()
        => await AssertProblemAsync(
            await _http.PostAsync("/v1/voids", new StringContent("reference=order-1", Encoding.UTF8, "application/x-www-form-urlencoded")),
            HttpStatusCode.UnsupportedMediaType,
            "unsupported");

    [Theory]
    [InlineData("/v1/payments")]
    [InlineData("/v1/payments?reference=")]
    public async Task A_reference_is_wanted(string path)
        => await AssertProblemAsync(await _http.GetAsync(path), HttpStatusCode.UnprocessableEntity, "invalid");

    [Fact]
    public async Task A_reference_has_a_limit()
    {
        Assert.Equal(HttpStatusCode.OK, (await _http.GetAsync($"/v1/payments?reference={Uri.EscapeDataString(new string('語', 1_000))}")).StatusCode);
        await AssertProblemAsync(await _http.GetAsync($"/v1/payments?reference={new string('x', 1_001)}"), HttpStatusCode.UnprocessableEntity, "invalid");
    }

    [Theory]
    [InlineData("GET", "/v1/voids", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_a_problem_too(string method, string path, HttpStatusCode status)
        => await AssertProblemAsync(await _http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)), status, "unknown");

    [Fact]
    public async Task It_is_live_and_ready()
    {
        Assert.Equal("live", await _http.GetStringAsync("/health/live"));
        Assert.Equal("ready", await _http.GetStringAsync("/health/ready"));
    }

    [Theory]
    [InlineData($$"""{"number":"{{Number}}","holder":"A. Buyer","expiry":"1230","securityCode":"987","brand":null}""", HttpStatusCode.OK)]
    [InlineData($$"""{"number":"{{Number}}","holder":"A. Buyer","expiry":"9930","securityCode":"987","brand":null}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData($$"""{"number":"{{Number}}","holder":"A. Buyer","{{Number}}":"1230"}""", HttpStatusCode.BadRequest)]
    [InlineData($$"""{"number":{{Number}}}""", HttpStatusCode.BadRequest)]
    public async Task Nothing_of_a_card_is_logged_or_said_back(string card, HttpStatusCode status)
    {
        var answer = await PostAsync("/v1/tokens", card);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain(Number, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(_service.Log.All);
        Assert.DoesNotContain(_service.Log.All, line => line.Contains(Number, StringComparison.Ordinal) || SecurityCode().IsMatch(line));
    }

    // As a number of its own: ports, durations and ids of requests have any three digits in them now and then.
    [GeneratedRegex("(?<![0-9A-Za-z.:])987(?![0-9A-Za-z.])", RegexOptions.CultureInvariant)]
    private static partial Regex SecurityCode();

    private Task<HttpResponseMessage> PostAsync(string path, string body) => _http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((code, (int)status), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
    }
}
