using System.Collections.Immutable;
using Cql.Topology;
using Cql.Topology.Replication;
using CsCheck;

namespace Cql.Tests.Topology;

public sealed class QueryPlanTests
{
    private static readonly NodeInfo[] Six = [.. Enumerable.Range(1, 6).Select(number => Clusters.Node(number, tokens: number * 10))];

    [Fact]
    public void A_plan_names_each_node_once_in_the_order_of_how_well_it_suits()
        => Gen.Select(Clusters.Any, Gen.Long, Gen.Int[0, 4], Gen.Bool.Array[24], Gen.Bool, Gen.Bool).Sample((nodes, token, factor, ups, isConditional, allowRemote) =>
        {
            var snapshot = Clusters.Snapshot(nodes, new NetworkTopologyReplication([new("dc1", factor), new("dc2", factor)]));
            var table = Table(snapshot, "dc1", node => ups[node.EndPoint.Port - 1]);
            var replicas = snapshot.Replicas(token);
            var plan = Numbers(table, table.Plan("k", token, isConditional, allowRemote));

            var allowed = nodes.Where(node => allowRemote || node.DataCentre == "dc1").ToDictionary(node => node.EndPoint.Port);
            Assert.Equal(allowed.Keys.Order(), plan.Order());
            var ranks = plan.Select(number => Rank(allowed[number], ups[number - 1], replicas)).ToList();
            Assert.Equal(ranks.Order(), ranks);
        });

    [Fact]
    public void Replicas_of_a_conditional_statement_come_in_the_order_of_the_ring()
        => Gen.Select(Clusters.Any, Gen.Long).Sample((nodes, token) =>
        {
            var snapshot = Clusters.Snapshot(nodes, new NetworkTopologyReplication([new("dc1", 3), new("dc2", 3)]));
            var table = Table(snapshot, "dc1", _ => true);
            var local = snapshot.Replicas(token).Where(number => nodes[number - 1].DataCentre == "dc1").ToArray();
            Assert.Equal(local, Numbers(table, table.Plan("k", token, isConditional: true)).Take(local.Length));
        });

    [Fact]
    public void Without_a_data_centre_of_its_own_a_client_takes_all_as_local()
    {
        var table = Table(Clusters.Snapshot([Clusters.Node(1, "dc1"), Clusters.Node(2, "dc2")], ReplicationStrategy.ByNoToken), null, _ => true);
        Assert.Equal([1, 2], Numbers(table, table.Plan(null, null)).Order());
    }

    [Fact]
    public void A_plan_of_nobody_is_empty_and_stays_so()
    {
        var plan = Table(ClusterSnapshot.Empty, "dc1", _ => true).Plan("k", 1);
        Assert.False(plan.MoveNext());
        Assert.False(plan.MoveNext());
    }

    [Theory]
    [InlineData(0, new[] { 1, 2, 3 })]
    [InlineData(1, new[] { 2, 3 })]
    [InlineData(2, new[] { 1, 3 })]
    public void Replicas_that_are_up_share_evenly_what_is_asked_of_a_partition(int down, int[] up)
        => AssertEven(up, "k", token: 5, replicas: 3, node => node.EndPoint.Port != down);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void All_nodes_share_evenly_what_has_no_partition(bool isConditional)
        => AssertEven([1, 2, 3, 4, 5, 6], keyspace: null, token: null, replicas: 3, _ => true, isConditional);

    [Fact]
    public void The_others_share_evenly_what_is_asked_of_a_partition_without_replicas_that_are_up()
        => AssertEven([4, 5, 6], "k", token: 5, replicas: 3, node => node.EndPoint.Port > 3);

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void A_node_that_owes_more_than_the_others_is_not_asked_first_but_is_asked(int replicas)
    {
        // Node 2 hangs: what was asked of it stays unanswered.
        var table = Table(Clusters.Snapshot(Six, new SimpleReplication(replicas)), "dc1", _ => true, index => index == 1 ? 5 : 2);
        for (var i = 0; i < 1000; i++)
        {
            var plan = Numbers(table, table.Plan("k", 5));
            Assert.NotEqual(2, plan[0]);
            Assert.Contains(2, plan.Take(replicas));
            Assert.Equal(6, plan.Distinct().Count());
        }
    }

    [Fact]
    public void A_conditional_statement_goes_to_its_node_whatever_that_owes()
    {
        var table = Table(Clusters.Snapshot(Six, new SimpleReplication(3)), "dc1", _ => true, index => index == 0 ? 1000 : 0);
        Assert.Equal([1, 2, 3], Numbers(table, table.Plan("k", 5, isConditional: true)).Take(3));
    }

    [Theory]
    [InlineData(new[] { 1 }, new[] { 2, 3, 1 })]
    [InlineData(new[] { 2 }, new[] { 1, 2, 3 })]
    [InlineData(new[] { 1, 2 }, new[] { 3, 1, 2 })]
    [InlineData(new[] { 1, 2, 3 }, new[] { 1, 2, 3 })]
    public void A_conditional_statement_passes_those_by_that_may_hang(int[] hanging, int[] expected)
    {
        var table = Table(Clusters.Snapshot(Six, new SimpleReplication(3)), "dc1", _ => true, index => hanging.Contains(index + 1) ? RoutingTable.Hangs : 0);
        Assert.Equal(expected, Numbers(table, table.Plan("k", 5, isConditional: true)).Take(3));
    }

    [Fact]
    public void A_plan_allocates_nothing()
    {
        var table = Table(Clusters.Snapshot(Six, new SimpleReplication(3)), null, _ => true);
        var seen = Count(table);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            seen += Count(table);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(6006, seen);
    }

    private static int Count(RoutingTable table)
    {
        var count = 0;
        for (var plan = table.Plan("k", 5); plan.MoveNext();)
            count++;
        return count;
    }

    // A share deviates from n/k by sqrt(n (k-1)) / k; seven of those happen once in 10^11 runs.
    private static void AssertEven(int[] expected, string? keyspace, long? token, int replicas, Func<NodeInfo, bool> isUp, bool isConditional = false)
    {
        const int Plans = 30_000;
        var table = Table(Clusters.Snapshot(Six, new SimpleReplication(replicas)), "dc1", isUp);
        var firsts = Enumerable.Range(0, Plans).Select(_ => Numbers(table, table.Plan(keyspace, token, isConditional))[0]).CountBy(number => number).ToDictionary();
        Assert.Equal(expected, firsts.Keys.Order());
        var tolerance = 7 * Math.Sqrt(Plans * (expected.Length - 1)) / expected.Length;
        Assert.All(firsts.Values, count => Assert.InRange(count, (Plans / expected.Length) - tolerance, (Plans / expected.Length) + tolerance));
    }

    private static RoutingTable Table(ClusterSnapshot snapshot, string? localDataCentre, Func<NodeInfo, bool> isUp, Func<int, int>? load = null)
        => new(snapshot, localDataCentre, isUp, load ?? (_ => 0));

    private static int Rank(NodeInfo node, bool isUp, int[] replicas)
        => (isUp ? 0 : 4) + (node.DataCentre == "dc1" ? 0 : 2) + (replicas.Contains(node.EndPoint.Port) ? 0 : 1);

    private static ImmutableArray<int> Numbers(RoutingTable table, QueryPlan plan)
    {
        var numbers = ImmutableArray.CreateBuilder<int>();
        while (plan.MoveNext())
            numbers.Add(table.Snapshot.Nodes[plan.Current].EndPoint.Port);
        return numbers.ToImmutable();
    }
}
