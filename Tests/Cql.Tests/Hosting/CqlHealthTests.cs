using Cql.Tests.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cql.Tests.Hosting;

public sealed class CqlHealthTests
{
    [Fact]
    public async Task A_cluster_is_healthy_when_every_node_answers()
    {
        await using var cluster = new FakeCluster(3);
        var (status, report) = await CheckAsync(cluster, _ => { });

        Assert.Equal(HealthStatus.Healthy, status);
        Assert.Equal("3 of 3 nodes answer.", report.Description);
        Assert.Equal("3 of 3", report.Data["dc1"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cluster_is_degraded_when_a_node_does_not_answer_and_names_it(bool hangs)
    {
        await using var cluster = new FakeCluster(3);
        var (status, report) = await CheckAsync(cluster, node =>
        {
            if (node.Number == 2)
                Fail(node, hangs);
        });

        Assert.Equal(HealthStatus.Degraded, status);
        Assert.Equal("2 of 3", report.Data["dc1"]);
        Assert.Contains($"{cluster.Nodes[2].EndPoint}", Assert.IsType<string>(report.Data[$"{cluster.Nodes[2].EndPoint}"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cluster_is_unhealthy_when_no_node_answers(bool hangs)
    {
        await using var cluster = new FakeCluster(2);
        var (status, report) = await CheckAsync(cluster, node => Fail(node, hangs));

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Equal("0 of 2", report.Data["dc1"]);
    }

    [Fact]
    public async Task A_cluster_that_cannot_be_found_is_unhealthy_and_says_why()
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].IsAway = true;
        var (status, report) = await CheckAsync(cluster, _ => { }, opens: false);

        Assert.Equal(HealthStatus.Unhealthy, status);
        Assert.Contains($"{cluster.Nodes[0].EndPoint}", report.Description, StringComparison.Ordinal);
    }

    private static void Fail(FakeNode node, bool hangs)
    {
        (node.Hangs, node.IsAway) = (hangs, !hangs);
        if (!hangs)
            node.Drop();
    }

    private static async Task<(HealthStatus Status, HealthReportEntry Report)> CheckAsync(FakeCluster cluster, Action<FakeNode> harm, bool opens = true)
    {
        var services = new ServiceCollection().AddLogging().AddKeyedCqlSession("shop", options => options.ContactPoints.Add($"{cluster.Nodes[0].EndPoint}"));

        // To find no cluster takes a busy machine longer than to wait for one node.
        services.AddHealthChecks().AddCql(session: "shop", timeout: opens ? TimeSpan.FromSeconds(1) : Connections.Connecting.Long);
        await using var provider = services.BuildServiceProvider();
        if (opens)
            await provider.GetRequiredKeyedService<CqlSession>("shop").OpenAsync(CancellationToken.None);
        cluster.Nodes.ForEach(harm);
        await Connections.Connecting.UntilAsync(() => cluster.Nodes.All(node => !node.IsAway || node.OpenConnections == 0));
        var report = (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["cassandra"];
        return (report.Status, report);
    }
}
