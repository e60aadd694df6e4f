using Cql.Tests.Wire;
using Marketplace.Silo.Tests.Commands;

namespace Marketplace.Silo.Tests.Configuration;

public sealed class CassandraVersionTests
{
    [Theory]
    [InlineData("2.1.22", "4.0")]
    [InlineData("3.11.19", "4.0")]
    [InlineData("4.1.7", "5.0")]
    public async Task Servers_that_are_too_old_are_told_so_and_their_addresses_are_not_blamed(string version, string needed)
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].ReleaseVersion = version;

        var ran = await Ran.WithAsync("schema", "--apply", "--environment=Cassandra", $"--Marketplace:Cassandra:ContactPoints={cluster.Nodes[0].EndPoint}");
        ran.AssertFailed("Marketplace:Cassandra: ", $"{needed} or later", "upgrade the nodes, or use another cluster");
        Assert.DoesNotContain("ContactPoints", ran.Errors, StringComparison.Ordinal);
    }
}
