using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

/// <summary>A node that was away for so long that it is tried only once a minute.</summary>
public sealed class ReturningNodeTests
{
    // After eight failures waits have come to their longest: 42 to 54 s.
    private const int Failures = 8;

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_is_asked_again_within_a_minute_though_nobody_tells_of_it()
    {
        await using var cluster = new FakeCluster(2);
        await using var session = await cluster.ConnectAsync(Patience.Set, _time);
        await AwayAsync(cluster.Nodes[1]);

        cluster.Nodes[1].IsAway = false;
        await AskedWithinAsync(TimeSpan.FromSeconds(60), session, cluster);
    }

    [Fact]
    public async Task It_is_asked_again_soon_when_the_cluster_tells_that_it_is_up()
    {
        await using var cluster = new FakeCluster(2);
        await using var session = await cluster.ConnectAsync(Patience.Set, _time);
        await AwayAsync(cluster.Nodes[1]);

        cluster.Nodes[1].IsAway = false;
        await cluster.Nodes[0].TellAsync(FakeAnswer.Status("UP", cluster.Nodes[1].EndPoint));

        // A second, and as much again as leaves a slow machine the time to hear of it.
        await AskedWithinAsync(TimeSpan.FromSeconds(30), session, cluster);
    }

    private async Task AwayAsync(FakeNode node)
    {
        node.IsAway = true;
        node.Drop();
        var before = node.Connections;
        await Connecting.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            return node.Connections >= before + Failures && node.OpenConnections == 0;
        });
    }

    // In steps so small that what goes on meanwhile takes none of the time.
    private async Task AskedWithinAsync(TimeSpan limit, CqlSession session, FakeCluster cluster)
    {
        var end = _time.GetUtcNow() + limit;
        await Connecting.UntilAsync(() =>
        {
            if (_time.GetUtcNow() < end)
                _time.Advance(TimeSpan.FromMilliseconds(20));
            return cluster.Nodes[1].OpenConnections > 0;
        });
        for (var start = TimeProvider.System.GetTimestamp(); cluster.Calls.All(call => call.Node != cluster.Nodes[1]);)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Connecting.Long, "The node is not asked.");
            (await session.ExecuteAsync("SELECT 1")).Dispose();
        }
    }
}
