using Cql.Sessions;
using Cql.Tests.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cql.Tests.Sessions;

public sealed class OtherConnectionTests
{
    [Fact]
    public async Task A_request_that_did_not_leave_on_a_connection_that_ended_leaves_on_another_of_the_only_node()
    {
        await using var nodes = new FakeCluster(1);
        var options = new CqlOptions { ContactPoints = { $"{nodes.Nodes[0].EndPoint}" }, ConnectionsPerNode = 2 };
        var settings = SessionSettings.From(options, TimeProvider.System, NullLogger.Instance);
        await using var cluster = new Cluster(settings);
        await cluster.ConnectAsync(TestContext.Current.CancellationToken);
        var pool = Assert.Single(cluster.Pools);
        while (pool.OpenConnections < 2)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        var ended = pool.Pick()!;
        await ended.DisposeAsync();
        Assert.NotNull(pool.Pick());

        var statement = new SimpleStatement("SELECT 1") { Terms = new(Consistency.One, Consistency.LocalSerial, null, 0, default) };
        var view = cluster.View;
        var plan = view.Routing.Plan(null, null, isConditional: false, allowRemote: false);
        Assert.True(plan.MoveNext());
        var failed = new FailedTry(pool, ended, SentAt: 0, new CqlConnectionException("gone", ended.EndPoint, RequestOutcome.NotSent));
        using var rows = await new RequestExecutor(cluster, settings)
            .TryAllAsync(statement, new Route(view, plan, observation: null), failed, TestContext.Current.CancellationToken);
        Assert.Single(nodes.Calls);
    }
}
