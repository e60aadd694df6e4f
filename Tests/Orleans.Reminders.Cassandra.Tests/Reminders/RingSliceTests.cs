using CsCheck;

namespace Orleans.Reminders.Cassandra.Tests.Reminders;

public sealed class RingSliceTests
{
    private static readonly uint[] Borders = [0, 1, uint.MaxValue, uint.MaxValue - 1, 0x00FF_FFFF, 0x0100_0000];

    private static readonly Gen<uint> Hash = Gen.OneOf(Gen.UInt, Gen.Int[0, Borders.Length - 1].Select(i => Borders[i]));

    [Fact]
    public void Slices_hold_each_hash_of_a_range_once_and_no_other() => Gen.Select(Hash, Hash, Hash).Sample((begin, end, hash) =>
    {
        var isIn = begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
        var holding = RingSlice.Of(begin, end).Where(slice => hash >= slice.First && hash <= slice.Last).ToList();
        return holding.Count == (isIn ? 1 : 0) && holding.All(slice => slice.Bucket == RingSlice.BucketOf(hash));
    });

    [Fact]
    public void Slices_are_never_more_than_the_partitions_and_one() =>
        Gen.Select(Hash, Hash).Sample((begin, end) => RingSlice.Of(begin, end).Count() <= RingSlice.Buckets + 1);

    [Fact]
    public void A_small_range_reads_one_partition() => Assert.Equal([new RingSlice(0x12, 0x1234_0001, 0x1235_0000)], RingSlice.Of(0x1234_0000, 0x1235_0000));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void A_range_that_ends_where_it_begins_is_the_whole_ring(uint begin, uint end) =>
        Assert.Equal(1L << 32, RingSlice.Of(begin, end).Sum(slice => (long)slice.Last - slice.First + 1));
}
