using System.Net;
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
