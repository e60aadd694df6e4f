using System.Collections.Immutable;
using Cql.Protocol;
using Cql.Tests.Connections;
using Cql.Tests.Wire;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Sessions;

/// <summary>A cluster that changes under a session, and tells of it.</summary>
public sealed class ClusterChangeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    // A session looks once a minute by itself: these end before, so that it is what was told that counts.
    private static readonly TimeSpan BeforeTheNextLook = TimeSpan.FromSeconds(50);

    private readonly FakeTimeProvider _time = new();
    private readonly DateTimeOffset _end;

    public ClusterChangeTests() => _end = _time.GetUtcNow() + BeforeTheNextLook;

    [Fact]
    public async Task A_node_that_joins_is_asked()
    {
        await using var cluster = new FakeCluster(2);
        await using var session = await ConnectAsync(cluster);

        var joined = cluster.Add();
        await cluster.Nodes[0].TellAsync(FakeAnswer.Topology("NEW_NODE", joined.EndPoint));
        await GoOnUntilAsync(() => joined.OpenConnections == 1);
        await AskUntilAsync(session, () => cluster.Calls.Any(call => call.Node == joined));
    }

    [Fact]
    public async Task A_node_that_leaves_is_left_and_not_asked_any_more()
    {
        await using var cluster = new FakeCluster(3);
        await using var session = await ConnectAsync(cluster);
        var left = cluster.Nodes[2];
        await AskUntilAsync(session, () => cluster.Calls.Any(call => call.Node == left));

        cluster.Remove(left);
        await cluster.Nodes[0].TellAsync(FakeAnswer.Topology("REMOVED_NODE", left.EndPoint));
        await GoOnUntilAsync(() => left.OpenConnections == 0);
        var before = left.Connections;
        cluster.Calls.Clear();
        for (var times = 0; times < 100; times++)
            (await session.ExecuteAsync("SELECT 1")).Dispose();
        Assert.Equal(cluster.Nodes, cluster.Calls.Select(call => call.Node).Distinct().OrderBy(node => node.Number));
        Assert.Equal(before, left.Connections);
    }

    [Fact]
    public async Task A_host_that_comes_back_at_another_address_is_asked_there_and_left_where_it_was()
    {
        await using var cluster = new FakeCluster(3);
        await using var session = await ConnectAsync(cluster);
        var former = cluster.Nodes[2];

        var moved = cluster.Move(former);
        await cluster.Nodes[0].TellAsync(FakeAnswer.Status("UP", moved.EndPoint));
        await GoOnUntilAsync(() => former.OpenConnections == 0 && moved.OpenConnections == 1);
        await AskUntilAsync(session, () => cluster.Calls.Any(call => call.Node == moved));
    }

    [Fact]
    public async Task Requests_follow_their_partition_to_the_node_that_took_it_over()
    {
        await using var cluster = new FakeCluster(3, PrepareWithKeyAsync) { ReplicationFactor = 1 };
        await using var session = await ConnectAsync(cluster);
        var update = await session.PrepareAsync("UPDATE shop.orders SET total = 1 WHERE id = ?");

        // The tokens of the three are 0, 1000 and 2000: the rest of the ring is the first one's, until it has gone behind the others.
        Assert.Equal([cluster.Nodes[0]], await OwnersAsync());
        cluster.Nodes[0].Token = 3000;
        await cluster.Nodes[0].TellAsync(FakeAnswer.Topology("MOVED_NODE", cluster.Nodes[0].EndPoint));
        ImmutableArray<FakeNode> owners = [];
        for (var start = TimeProvider.System.GetTimestamp(); !owners.SequenceEqual([cluster.Nodes[1]]);)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Connecting.Long, "Requests do not follow.");
            if (_time.GetUtcNow() < _end)
                _time.Advance(Step);
            owners = await OwnersAsync();
        }

        async Task<ImmutableArray<FakeNode>> OwnersAsync()
        {
            cluster.Calls.Clear();
            for (var id = 0; id < 20; id++)
            {
                using var bound = update.Bind().Set(0, id);
                (await session.ExecuteAsync(bound)).Dispose();
            }

            return [.. cluster.Calls.Select(call => call.Node).Distinct()];
        }
    }

    private static async Task<bool> PrepareWithKeyAsync(FakeCall call)
    {
        if (call.Opcode != Opcode.Prepare)
            return false;
        await call.AnswerAsync(FakeAnswer.Prepared(call.Stream, FakeCluster.StatementId, FakeCluster.ResultId, [FakeColumn.Int("id", 0)], [], partitionKey: 0));
        return true;
    }

    private Task<CqlSession> ConnectAsync(FakeCluster cluster) => cluster.ConnectAsync(Patience.Set, _time);

    private Task GoOnUntilAsync(Func<bool> isSo) => Connecting.UntilAsync(() =>
    {
        if (_time.GetUtcNow() < _end)
            _time.Advance(Step);
        return isSo();
    });

    private static async Task AskUntilAsync(CqlSession session, Func<bool> isSo)
    {
        for (var start = TimeProvider.System.GetTimestamp(); !isSo();)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Connecting.Long, "The node is not asked.");
            (await session.ExecuteAsync("SELECT 1")).Dispose();
        }
    }
}
