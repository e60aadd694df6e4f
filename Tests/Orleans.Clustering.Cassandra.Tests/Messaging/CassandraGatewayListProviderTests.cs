using System.Net;
using Cql;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Clustering.Cassandra.Tests.Messaging;

[Collection(nameof(OneNode))]
public sealed class CassandraGatewayListProviderTests(OneNode node)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_list_is_kept_while_the_store_is_gone()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var place = new CassandraMembership(cluster);
        var table = place.Table("cluster");
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Token);
        var entry = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111, 1),
            Status = SiloStatus.Active,
            ProxyPort = 30000,
            HostName = "h",
            SiloName = "s",
        };
        Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync(Token)).Version.Next(), Token));
        var gateways = await place.OpenGatewaysAsync("cluster");
        var known = await gateways.GetGatewaysAsync(Token);

        await cluster.PauseAsync(1);
        var kept = await gateways.GetGatewaysAsync(Token);
        await cluster.ResumeAsync(1);

        Assert.Single(known);
        Assert.Equal(known, kept);
    }

    [Fact]
    public async Task A_store_that_was_never_reached_is_an_error_and_no_empty_list()
    {
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var options = new CassandraClusteringOptions { ContactPoints = { "127.0.0.1:1" } };
        var gateways = new CassandraGatewayListProvider(
            new ClusterOptions { ServiceId = "s", ClusterId = "c" },
            new GatewayOptions(),
            token => stores.OpenAsync(options, ClusteringSchema.Schema, token),
            NullLogger<CassandraGatewayListProvider>.Instance);

        await Assert.ThrowsAnyAsync<CqlException>(() => gateways.InitializeGatewayListProviderAsync(Token));
    }
}
