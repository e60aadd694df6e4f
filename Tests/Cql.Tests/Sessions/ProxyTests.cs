using System.Net;
using Cql.Tests.Connections;
using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>A contact point that is not the address of a node.</summary>
public sealed class ProxyTests
{
    [Fact]
    public async Task A_node_that_was_found_behind_the_address_of_a_service_is_asked_at_its_own()
    {
        await using var cluster = new FakeCluster(2);
        await using var proxy = new FakeProxy(cluster.Nodes[0], cluster.Nodes[1]);
        await using var session = await cluster.ConnectAsync(options => Only(options, proxy));

        // One connection that tells of the cluster, by way of the service, and one for requests to each node.
        await Connecting.UntilAsync(() => cluster.Nodes.Sum(node => node.OpenConnections) == 3);
        Assert.Equal([2, 1], cluster.Nodes.Select(node => node.OpenConnections));
        var open = await session.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(cluster.Nodes.Select(node => node.EndPoint), open.Cluster.View.Routing.Snapshot.Nodes.Select(node => node.EndPoint));
    }

    [Fact]
    public async Task A_node_without_others_is_asked_where_it_was_found_whatever_it_tells_of_itself()
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].Address = IPAddress.Parse("192.0.2.1");
        await using var proxy = new FakeProxy(cluster.Nodes[0]);
        await using var session = await cluster.ConnectAsync(options => Only(options, proxy));

        (await session.ExecuteAsync("SELECT 1", TestContext.Current.CancellationToken)).Dispose();
        Assert.Single(cluster.Calls);
    }

    private static void Only(CqlOptions options, FakeProxy proxy)
    {
        options.ContactPoints.Clear();
        options.ContactPoints.Add($"{proxy.EndPoint}");
    }
}
