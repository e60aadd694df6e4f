using System.Net;
using System.Text;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Operators;

public sealed class OperatorsKeyTests
{
    private const string Key = "a-key-of-sixteen-and-more";

    [Fact]
    public async Task A_configured_key_must_be_shown()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, $"--Marketplace:Operators:Key={Key}");
        var operators = marketplace.Operators;

        var without = await operators.ReadAsync("/metrics");
        var wrong = await operators.ReadAsync("/metrics", ("X-Operators-Key", Key + "x"));
        var plain = await operators.ReadAsync("/metrics", ("X-Operators-Key", Key));
        var bearer = await operators.ReadAsync("/dashboard/", ("Authorization", "Bearer " + Key));

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (without.Status, without.Code));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal(HttpStatusCode.OK, plain.Status);
        Assert.Equal(HttpStatusCode.OK, bearer.Status);
        Assert.Equal(HttpStatusCode.OK, (await marketplace.Http.ReadAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task A_browser_asks_for_it_as_a_password_and_can_only_look_by_that()
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, $"--Marketplace:Operators:Key={Key}");
        var operators = marketplace.Operators;

        using var challenge = await operators.GetAsync(new Uri("/dashboard/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(challenge.Headers.WwwAuthenticate, scheme => scheme.Scheme == "Basic");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "/dashboard/", $"anna:{Key}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, "/metrics", $":{Key}"));
        foreach (var wrong in (string[])["anna:", "anna", Key, $"anna:{Key}x", ""])
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Get, "/metrics", wrong));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(HttpMethod.Post, "/operations/projections/orders/rebuild", $"anna:{Key}"));

        async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string credentials)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
            using var reply = await operators.SendAsync(request, TestContext.Current.CancellationToken);
            return reply.StatusCode;
        }
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/health/nothing", HttpStatusCode.NotFound)]
    [InlineData("/healthy", HttpStatusCode.Unauthorized)]
    [InlineData("/", HttpStatusCode.Unauthorized)]
    public async Task Health_needs_none_for_a_probe_has_none_to_show(string path, HttpStatusCode status)
    {
        await using var marketplace = await TestMarketplace.StartAsync(null, $"--Marketplace:Operators:Key={Key}");

        Assert.Equal(status, (await marketplace.Operators.ReadAsync(path)).Status);
    }
}
