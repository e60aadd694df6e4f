using System.Diagnostics;
using System.Globalization;
using System.Net;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Silo.Configuration;

namespace Marketplace.Api.Tests.Cluster;

/// <summary>An API whose silos are elsewhere, before any is there.</summary>
[Trait("store", "none")]
public sealed class SilosElsewhereTests
{
    private static readonly string[] Settings =
    [
        "--Marketplace:Api:Silo=Elsewhere",
        "--Marketplace:Payments:Gateway=SandboxService",
        "--Marketplace:Payments:Url=http://127.0.0.1:1",
        "--Marketplace:OnlineMarketplace:Enabled=true",
        string.Create(CultureInfo.InvariantCulture, $"--Orleans:Clustering:GatewayPort={FreePort.On(IPAddress.Loopback)}"),
    ];

    [Fact]
    public async Task It_lives_takes_no_work_and_says_so_at_once()
    {
        await using var api = await TestMarketplace.StartAsync(null, Settings);

        Assert.Equal(HttpStatusCode.OK, (await api.Http.ReadAsync("/health/live")).Status);
        var ready = await api.Http.ReadAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Contains("no silo", ready.Text, StringComparison.Ordinal);
        var began = Stopwatch.GetTimestamp();
        foreach (var path in (string[])["/v1/products", "/v1/sellers/a", "/online-marketplace/seller/dashboard/1"])
        {
            var answer = await api.Http.ReadAsync(path);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Code));
            Assert.NotNull(answer.RetryAfter);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(HttpStatusCode.OK, (await api.Http.ReadAsync("/openapi/v1.json")).Status);
    }

    [Fact]
    public async Task It_lives_where_the_store_of_the_members_does_not_yet_and_says_which_that_is()
    {
        await using var api = await TestMarketplace.StartAsync(
            null, [.. Settings, "--environment=Cassandra", "--Marketplace:Cassandra:ContactPoints=127.0.0.1:1"]);

        Assert.Equal(HttpStatusCode.OK, (await api.Http.ReadAsync("/health/live")).Status);
        await Eventually.HoldsAsync(async () =>
        {
            var ready = await api.Http.ReadAsync("/health/ready");
            return ready.Status == HttpStatusCode.ServiceUnavailable && ready.Text.Contains("Marketplace:Cassandra:ContactPoints", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task It_keeps_nothing_and_shows_operators_only_what_it_has_itself()
    {
        await using var api = await TestMarketplace.StartAsync(null, Settings);

        Assert.Empty(Directory.EnumerateFileSystemEntries(api.Folder));
        Assert.Equal(HttpStatusCode.OK, (await api.Operators.ReadAsync("/metrics")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Operators.ReadAsync("/health/ready")).Status);
        foreach (var path in (string[])["/operations/invariants", "/operations/entities", "/dashboard/"])
            Assert.Equal(HttpStatusCode.NotFound, (await api.Operators.ReadAsync(path)).Status);
    }

    [Fact]
    public async Task Where_there_is_a_key_its_operators_port_tells_only_health_without_it()
    {
        const string Key = "a-key-of-sixteen-and-more";
        await using var api = await TestMarketplace.StartAsync(null, [.. Settings, $"--Marketplace:Operators:Key={Key}"]);

        foreach (var path in (string[])["/metrics", "/dashboard/", "/operations/invariants", "/"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await api.Operators.ReadAsync(path)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await api.Operators.ReadAsync("/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.Operators.ReadAsync("/metrics", ("X-Operators-Key", Key))).Status);
    }
}
