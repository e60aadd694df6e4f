using Marketplace.Tests.Shared;
using Orleans.Configuration;
using Orleans.Persistence.Cassandra.Tests.Servers;

namespace Orleans.Persistence.Cassandra.Tests.Schema;

[Collection<OneNode>]
public sealed class StateSchemaTests(OneNode node)
{
    [Fact]
    public async Task Each_table_has_a_comment_its_compaction_and_a_grace_of_its_own()
    {
        await using var states = new CassandraStates((await node.StartedOrSkipAsync()).Nodes);
        var store = await states.OpenStoreAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["grain_state", "orleans_schema"],
            await CassandraTables.AssertFormAsync(store.Session, new CassandraGrainStorageOptions().Keyspace, StateSchema.Instance, TestContext.Current.CancellationToken));
    }
}
