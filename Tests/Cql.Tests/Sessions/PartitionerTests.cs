using Cql.Tests.Wire;

namespace Cql.Tests.Sessions;

/// <summary>Clusters that put partitions where this client does not look for them.</summary>
public sealed class PartitionerTests
{
    [Theory]
    [InlineData("org.apache.cassandra.dht.RandomPartitioner", "85070591730234615865843651857942052864")]
    [InlineData("org.apache.cassandra.dht.ByteOrderedPartitioner", "1000")]
    [InlineData("org.apache.cassandra.dht.ByteOrderedPartitioner", "00c0ffee")]
    public async Task A_cluster_with_another_partitioner_is_refused_and_the_partitioner_named(string partitioner, string token)
    {
        await using var cluster = new FakeCluster(1);
        (cluster.Nodes[0].Partitioner, cluster.Nodes[0].TokenText) = (partitioner, token);

        var refused = await Assert.ThrowsAsync<CqlNoNodeException>(() => cluster.ConnectAsync());
        Assert.Contains(partitioner, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Murmur3Partitioner", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_no_number_is_told()
    {
        await using var cluster = new FakeCluster(1);
        cluster.Nodes[0].TokenText = "here";

        var refused = await Assert.ThrowsAsync<CqlNoNodeException>(() => cluster.ConnectAsync());
        Assert.Contains("'here' is no token", refused.Message, StringComparison.Ordinal);
    }
}
