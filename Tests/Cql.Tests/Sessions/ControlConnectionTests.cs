using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

public sealed class ControlConnectionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task When_the_node_that_tells_of_the_cluster_is_lost_another_tells_and_is_believed()
    {
        await using var cluster = new FakeCluster(3);
        await using var session = await cluster.ConnectAsync(Patience.Set, _time);
        Assert.Equal([1, 0, 0], cluster.Nodes.Select(node => node.Registrations));

        // What was lost within a second would not be followed at once.
        _time.Advance(TimeSpan.FromSeconds(5));
        var lost = cluster.Nodes[0];
        lost.IsAway = true;
        lost.Drop();
        await Connecting.UntilAsync(() => cluster.Nodes.Sum(node => node.Registrations) == 2);
        var teller = cluster.Nodes.Single(node => node != lost && node.Registrations == 1);
        await Connecting.UntilAsync(() => teller.Looks == 1);

        var joined = cluster.Add();
        await teller.TellAsync(FakeAnswer.Topology("NEW_NODE", joined.EndPoint));
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(50);
        await Connecting.UntilAsync(() =>
        {
            if (_time.GetUtcNow() < end)
                _time.Advance(TimeSpan.FromMilliseconds(5));
            return joined.OpenConnections == 1;
        });
        Assert.Equal(0, lost.OpenConnections);
    }

    [Fact]
    public async Task A_node_that_tells_and_is_lost_again_and_again_is_followed_by_one_that_is_there()
    {
        await using var cluster = new FakeCluster(3);
        await using var session = await cluster.ConnectAsync(Patience.Set, _time);

        // Each takes over and goes, until only the last is left.
        foreach (var registrations in (int[])[2, 3])
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            var teller = cluster.Nodes.Single(node => !node.IsAway && node.Registrations > 0);
            teller.IsAway = true;
            teller.Drop();
            await Connecting.UntilAsync(() => cluster.Nodes.Sum(node => node.Registrations) == registrations);
        }

        (await session.ExecuteAsync("SELECT 1")).Dispose();
        Assert.False(Assert.Single(cluster.Calls).Node.IsAway);
    }

    [Fact]
    public async Task A_cluster_that_tells_nonsense_for_a_while_is_listened_to_again()
    {
        await using var cluster = new FakeCluster(1);
        await using var session = await cluster.ConnectAsync(Patience.Set, _time);
        var node = cluster.Nodes[0];

        // Over the connection that is there, and over the next.
        node.IsConfused = true;
        await node.TellAsync(FakeAnswer.Topology("NEW_NODE", node.EndPoint));
        await GoOnUntilAsync(() => node.Registrations >= 3);

        node.IsConfused = false;
        var joined = cluster.Add();
        await GoOnUntilAsync(() => joined.OpenConnections == 1);
    }

    private Task GoOnUntilAsync(Func<bool> isSo) => Connecting.UntilAsync(() =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(20));
        return isSo();
    });
}
