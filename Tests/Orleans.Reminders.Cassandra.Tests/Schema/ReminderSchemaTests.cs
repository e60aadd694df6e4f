using Marketplace.Tests.Shared;
using Orleans.Configuration;
using Orleans.Reminders.Cassandra.Tests.Servers;

namespace Orleans.Reminders.Cassandra.Tests.Schema;

[Collection<OneNode>]
public sealed class ReminderSchemaTests(OneNode node)
{
    [Fact]
    public async Task Each_table_has_a_comment_its_compaction_and_a_grace_of_its_own()
    {
        await using var reminders = new CassandraReminders((await node.StartedOrSkipAsync()).Nodes);
        var store = await reminders.OpenStoreAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["orleans_schema", "reminders"],
            await CassandraTables.AssertFormAsync(store.Session, new CassandraReminderTableOptions().Keyspace, ReminderSchema.Instance, TestContext.Current.CancellationToken));
    }
}
