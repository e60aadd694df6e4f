using Orleans.Reminders.Cassandra.Tests.Servers;
using Orleans.Storage.Contract;

namespace Orleans.Reminders.Cassandra.Tests.Contract;

[Collection<OneNode>]
public sealed class CassandraReminderTableTests(OneNode node) : ReminderTableContract
{
    protected override async ValueTask<ReminderTableUnderTest> CreateAsync() => new CassandraReminders((await node.StartedOrSkipAsync()).Nodes);
}
