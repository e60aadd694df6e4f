using Cql;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Cassandra.Tests.Schema;

public sealed class ServerNeedsTests
{
    private static readonly CassandraSchema Schema = new("things", ["CREATE TABLE IF NOT EXISTS {keyspace}.things (id int PRIMARY KEY)"]);

    [Theory]
    [InlineData(CassandraSchemaMode.None)]
    [InlineData(CassandraSchemaMode.Create)]
    public async Task Servers_that_have_no_such_tables_are_refused_before_anything_is_asked_of_them(CassandraSchemaMode mode)
    {
        await using var cluster = new FakeCluster(2);
        cluster.Nodes[1].ReleaseVersion = "4.1.7";

        var refused = await Assert.ThrowsAsync<CassandraVersionException>(() => OpenAsync(cluster, mode));
        Assert.Equal((new Version(4, 1), new Version(5, 0)), (refused.Found, refused.Needed));
        Assert.Contains("runs Cassandra 4.1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("need 5.0 or later", refused.Message, StringComparison.Ordinal);
        Assert.Empty(cluster.Calls);
    }

    [Fact]
    public async Task Servers_that_the_client_cannot_use_are_refused_by_it()
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].ReleaseVersion = "3.11.19";
        var refused = await Assert.ThrowsAsync<CqlVersionException>(() => OpenAsync(cluster, CassandraSchemaMode.Create));
        Assert.Contains("3.11.19", refused.Message, StringComparison.Ordinal);
    }

    private static async Task OpenAsync(FakeCluster cluster, CassandraSchemaMode mode)
    {
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var options = new TestOptions { Keyspace = "shop", Schema = mode, ContactPoints = { $"{cluster.Nodes[0].EndPoint}" } };
        await stores.OpenAsync(options, Schema, TestContext.Current.CancellationToken);
    }
}
