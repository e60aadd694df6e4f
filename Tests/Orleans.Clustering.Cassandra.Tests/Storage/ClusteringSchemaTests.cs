using Marketplace.Tests.Shared;

namespace Orleans.Clustering.Cassandra.Tests.Storage;

[Collection(nameof(OneNode))]
public sealed class ClusteringSchemaTests(OneNode node)
{
    [Fact]
    public async Task Each_table_has_a_comment_its_compaction_and_a_grace_of_its_own()
    {
        await using var place = new CassandraMembership(await node.StartedOrSkipAsync());
        var store = await place.OpenStoreAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["orleans_heartbeats", "orleans_membership", "orleans_schema"],
            await CassandraTables.AssertFormAsync(store.Session, place.Options.Keyspace, ClusteringSchema.Schema, TestContext.Current.CancellationToken));
    }
}
