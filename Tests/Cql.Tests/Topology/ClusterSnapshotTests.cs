using System.Net;
using Cql.Topology;
using Cql.Topology.Replication;

namespace Cql.Tests.Topology;

public sealed class ClusterSnapshotTests
{
    private static readonly NodeInfo[] Three = [Clusters.Node(1, tokens: 10), Clusters.Node(2, tokens: 20), Clusters.Node(3, tokens: 30)];

    [Fact]
    public void A_token_belongs_to_the_first_place_that_is_not_below_it()
    {
        var snapshot = Clusters.Snapshot(Three, new SimpleReplication(1));
        Assert.Equal([1], snapshot.Replicas(long.MinValue));
        Assert.Equal([1], snapshot.Replicas(10));
        Assert.Equal([2], snapshot.Replicas(11));
        Assert.Equal([3], snapshot.Replicas(30));
        Assert.Equal([1], snapshot.Replicas(31));
        Assert.Equal([1], snapshot.Replicas(long.MaxValue));
    }

    [Fact]
    public void A_keyspace_that_is_not_known_has_no_replicas()
    {
        Assert.Equal(0, ClusterSnapshot.Empty.Find("k", 1).Count);
        Assert.Empty(Clusters.Snapshot(Three, new SimpleReplication(1)).Replicas(1, "other"));
    }

    [Fact]
    public void A_cluster_without_tokens_has_no_replicas()
        => Assert.Empty(Clusters.Snapshot([Clusters.Node(1), Clusters.Node(2)], new NetworkTopologyReplication([new("dc1", 3)])).Replicas(1));

    [Fact]
    public void Nodes_are_ordered_by_their_host_whoever_tells_of_them()
        => Assert.Equal([1, 2, 3], Clusters.Snapshot([Three[2], Three[0], Three[1]], ReplicationStrategy.ByNoToken).Nodes.Select(node => node.EndPoint.Port));

    [Fact]
    public void A_host_that_is_told_of_twice_is_one_node()
    {
        var moved = Three[1] with { EndPoint = new IPEndPoint(IPAddress.Loopback, 99) };
        var snapshot = Clusters.Snapshot([moved, .. Three], new SimpleReplication(3));
        Assert.Equal([1, 99, 3], snapshot.Nodes.Select(node => node.EndPoint.Port));
        Assert.Equal(1, snapshot.IndexOf(Three[1].HostId));
        Assert.True(snapshot.IndexOf(Guid.Empty) < 0);
    }

    [Fact]
    public void A_token_that_two_nodes_claim_has_one_owner_and_the_same_for_every_client()
    {
        var claims = Clusters.Node(4, tokens: [20, 40]);
        Assert.Equal([2, 3, 4], Clusters.Snapshot([claims, .. Three], new SimpleReplication(3)).Replicas(15));
        Assert.Equal([2, 3, 4], Clusters.Snapshot([.. Three, claims], new SimpleReplication(3)).Replicas(15));
    }

    [Fact]
    public void What_was_worked_out_is_kept_while_the_ring_stays_and_shared_by_keyspaces_of_one_strategy()
    {
        var strategy = new CountingStrategy();
        var keyspaces = new Dictionary<string, ReplicationStrategy> { ["a"] = strategy, ["b"] = strategy };
        var first = ClusterSnapshot.Empty.With(Three, keyspaces);
        Assert.Equal(0, strategy.Maps);
        Assert.Equal([2, 3], first.Replicas(11, "a"));
        Assert.Equal([2, 3], first.Replicas(11, "b"));
        Assert.Equal(1, strategy.Maps);

        var newSchema = Three.Select(node => node with { SchemaVersion = Guid.NewGuid(), ReleaseVersion = "5.0.9" });
        var second = first.With(newSchema, new Dictionary<string, ReplicationStrategy>(keyspaces) { ["c"] = strategy });
        Assert.Equal([2, 3], second.Replicas(11, "c"));
        Assert.Equal(1, strategy.Maps);

        var third = second.With(Three[..2], keyspaces);
        Assert.Equal([2, 1], third.Replicas(11, "a"));
        Assert.Equal(2, strategy.Maps);
    }

    [Fact]
    public void A_keyspace_that_changes_its_replication_changes_its_replicas()
    {
        var one = Clusters.Snapshot(Three, new SimpleReplication(1));
        var two = one.With(Three, new Dictionary<string, ReplicationStrategy> { ["k"] = new SimpleReplication(2) });
        Assert.Equal([2], one.Replicas(11));
        Assert.Equal([2, 3], two.Replicas(11));
    }

    [Fact]
    public void Finding_replicas_allocates_nothing()
    {
        var snapshot = Clusters.Snapshot(Three, new NetworkTopologyReplication([new("dc1", 2)]));
        var found = snapshot.Find("k", 1).Count;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var token = -500L; token < 500; token++)
            found += snapshot.Find("k", token).Nodes.Length;
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2002, found);
    }

    private sealed record CountingStrategy : ReplicationStrategy
    {
        public int Maps { get; private set; }

        public override ReplicaMap Map(TokenRing ring)
        {
            Maps++;
            return new SimpleReplication(2).Map(ring);
        }

        // As the same strategy read again would be, whatever was counted.
        public bool Equals(CountingStrategy? other) => other is not null;

        public override int GetHashCode() => 0;
    }
}
