using Cql;
using Marketplace.Tests.Shared;
using Orleans.Entities.Cassandra.Schema;

namespace Orleans.Entities.Cassandra.Tests.Schema;

[Collection(nameof(OneNode))]
public sealed class EntitySchemaTests(OneNode node)
{
    [Fact]
    public async Task Each_table_has_a_comment_its_compaction_and_a_grace_of_its_own()
    {
        var cluster = await node.StartedOrSkipAsync();
        await using var test = await TestStore.OpenAsync(cluster);
        await using var session = await CqlSession.ConnectAsync($"{cluster.Nodes[0]}", TestContext.Current.CancellationToken);
        Assert.Equal(
            ["entities", "entity_open_work", "entity_owners", "orleans_schema"],
            await CassandraTables.AssertFormAsync(session, test.Keyspace, EntitySchema.Current, TestContext.Current.CancellationToken));
    }
}
