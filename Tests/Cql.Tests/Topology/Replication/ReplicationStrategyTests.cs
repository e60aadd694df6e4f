using Cql.Topology.Replication;

namespace Cql.Tests.Topology.Replication;

public sealed class ReplicationStrategyTests
{
    [Fact]
    public void Strategies_are_read_as_the_server_stores_them()
    {
        Assert.Equal(new SimpleReplication(3), Parse(("class", "org.apache.cassandra.locator.SimpleStrategy"), ("replication_factor", "3")));
        Assert.Equal(
            new NetworkTopologyReplication([new("dc1", 3), new("dc2", 2)]),
            Parse(("class", "org.apache.cassandra.locator.NetworkTopologyStrategy"), ("dc2", "2"), ("dc1", "3")));
        Assert.Equal(new EverywhereReplication(), Parse(("class", "org.apache.cassandra.locator.EverywhereStrategy")));
    }

    [Fact]
    public void A_strategy_may_be_named_without_its_package()
        => Assert.Equal(new SimpleReplication(1), Parse(("class", "SimpleStrategy"), ("replication_factor", "1")));

    [Fact]
    public void Transient_replicas_count()
    {
        Assert.Equal(new NetworkTopologyReplication([new("dc1", 3)]), Parse(("class", "NetworkTopologyStrategy"), ("dc1", "3/1")));
        Assert.Equal(new SimpleReplication(5), Parse(("class", "SimpleStrategy"), ("replication_factor", "5/2")));
    }

    [Fact]
    public void What_is_not_known_or_cannot_be_read_goes_by_no_token()
    {
        Assert.Same(ReplicationStrategy.ByNoToken, Parse());
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "")));
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "org.apache.cassandra.locator.LocalStrategy")));
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "com.example.Mine"), ("replication_factor", "3")));
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "SimpleStrategy")));
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "SimpleStrategy"), ("replication_factor", "-1")));
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "SimpleStrategy"), ("replication_factor", "99999999999")));
        Assert.Same(ReplicationStrategy.ByNoToken, Parse(("class", "NetworkTopologyStrategy"), ("dc1", "three")));
    }

    [Fact]
    public void Strategies_are_equal_by_value()
    {
        var one = new NetworkTopologyReplication([new("dc1", 3), new("dc2", 2)]);
        var same = new NetworkTopologyReplication([new("dc1", 3), new("dc2", 2)]);
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, new NetworkTopologyReplication([new("dc1", 3)]));
        Assert.NotEqual(one, new NetworkTopologyReplication([new("dc1", 3), new("dc2", 3)]));
    }

    private static ReplicationStrategy Parse(params (string, string)[] options)
        => ReplicationStrategy.Parse(options.ToDictionary(option => option.Item1, option => option.Item2));
}
