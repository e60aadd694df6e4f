using System.Text;
using CsCheck;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka.Tests.Records;

public sealed class EntityPartitionerTests
{
    // From the tests of Kafka's own clients: whoever writes with the same key finds the same partition.
    [Theory]
    [InlineData("21", -973932308)]
    [InlineData("foobar", -790332482)]
    [InlineData("a-little-bit-long-string", -985981536)]
    [InlineData("a-little-bit-longer-string", -1486304829)]
    [InlineData("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971)]
    [InlineData("abc", 479470107)]
    public void A_key_has_the_hash_that_Kafkas_clients_give_it(string key, int hash)
        => Assert.Equal(hash, unchecked((int)EntityPartitioner.Murmur2(Encoding.UTF8.GetBytes(key))));

    [Fact]
    public void A_partition_is_one_of_those_there_are() => Gen.Select(Gen.Byte.Array, Gen.Int[1, 1024]).Sample(
        (key, partitions) => EntityPartitioner.PartitionOf(key, partitions) is var partition && partition >= 0 && partition < partitions);

    [Fact]
    public void Entities_are_spread_evenly()
    {
        var counts = new int[64];
        for (var i = 0; i < 64_000; i++)
            counts[EntityPartitioner.PartitionOf(Encoding.UTF8.GetBytes($"order/{i}"), counts.Length)]++;

        Assert.All(counts, count => Assert.InRange(count, 850, 1150));
    }
}
