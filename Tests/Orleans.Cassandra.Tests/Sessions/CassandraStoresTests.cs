using Cql;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;

namespace Orleans.Cassandra.Tests.Sessions;

public sealed class CassandraStoresTests(OneNode node) : IClassFixture<OneNode>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Providers_with_the_same_settings_share_a_session_whatever_their_keyspace_and_consistency()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var other = TestOptions.For(cluster, "b");
        other.Consistency = CassandraConsistency.Quorum;

        var (first, second) = (await stores.ConnectAsync(TestOptions.For(cluster, "a"), Token), await stores.ConnectAsync(other, Token));

        Assert.Same(first.Session, second.Session);
        Assert.Equal((Consistency.LocalQuorum, Consistency.LocalSerial), (first.Quorum, first.Serial));
        Assert.Equal((Consistency.Quorum, Consistency.Serial), (second.Quorum, second.Serial));
        Assert.Equal(("\"a\".t", "\"b\".t"), (first.Table("t"), second.Table("t")));
    }

    [Fact]
    public async Task A_session_of_the_programs_own_is_used_and_left_open()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var own = await CqlSession.ConnectAsync(cluster.Nodes[0].ToString(), Token);
        var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);

        Assert.Same(own, (await stores.ConnectAsync(new TestOptions { Session = own }, Token)).Session);
        await stores.DisposeAsync();

        using var rows = await own.ExecuteAsync("SELECT key FROM system.local", Token);
        Assert.Equal(1, rows.Count);
    }

    [Fact]
    public async Task What_failed_is_tried_anew()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
        var options = TestOptions.For(cluster, OneNode.NewKeyspace(), CassandraSchemaMode.None);
        var schema = new CassandraSchema("things", ["CREATE TABLE IF NOT EXISTS {keyspace}.things (id int PRIMARY KEY)"]);
        await Assert.ThrowsAsync<CassandraSchemaException>(() => stores.OpenAsync(options, schema, Token));

        options.Schema = CassandraSchemaMode.Create;
        Assert.NotNull(await stores.OpenAsync(options, schema, Token));
    }
}
