using CsCheck;
using Orleans.Entities.Cassandra.OpenWork;

namespace Orleans.Entities.Cassandra.Tests.OpenWork;

public sealed class RegistryBucketsTests
{
    private const int RowsPerBucket = 4;

    [Fact]
    public void Whoever_reads_the_range_meets_every_bucket_with_a_row_and_no_bucket_had_more_rows_than_it_may() =>
        Gen.Int[0, 9].Array[1, 400].Sample(steps =>
        {
            var buckets = new RegistryBuckets(RowsPerBucket);
            var rows = new List<short>();
            var ever = new Dictionary<short, int>();
            foreach (var step in steps)
            {
                if (step < 5)
                {
                    if (buckets.IsFull)
                        buckets.Begin();
                    var bucket = buckets.Add(1);
                    rows.Add(bucket);
                    ever[bucket] = ever.GetValueOrDefault(bucket) + 1;
                }
                else if (rows.Count > 0)
                {
                    var place = step * rows.Count / 10;
                    buckets.Remove(rows[place], 1);
                    rows.RemoveAt(place);
                }

                var (first, last) = buckets.Range;
                Assert.Subset(RegistryBuckets.Between(first, last).ToHashSet(), rows.ToHashSet());
                Assert.True(first == last || rows.Contains(first), "The first has no row.");
            }

            Assert.All(ever.Values, count => Assert.InRange(count, 1, RowsPerBucket));
        });

    [Fact]
    public void What_stays_has_others_that_came_and_went_since_read_until_it_moves()
    {
        var buckets = new RegistryBuckets(RowsPerBucket);
        var old = buckets.Add(1);
        for (var i = 0; i < 100 && buckets.Sparse is null; i++)
            Come(buckets, thenGo: true);

        Assert.Equal(old, buckets.Sparse);
        buckets.Add(1);
        buckets.Remove(old, 1);

        Assert.Null(buckets.Sparse);
        Assert.Equal(buckets.Range.Last, buckets.Range.First);
    }

    [Fact]
    public void Many_that_stay_are_not_moved_for_being_many()
    {
        var buckets = new RegistryBuckets(RowsPerBucket);
        for (var i = 0; i < 10_000; i++)
            Come(buckets, thenGo: i % 2 == 0);

        Assert.Null(buckets.Sparse);
    }

    [Fact]
    public void Numbers_go_round()
    {
        var buckets = new RegistryBuckets(RowsPerBucket);
        for (var i = 0; i < RowsPerBucket * short.MaxValue; i++)
            Come(buckets, thenGo: true);
        var beforeTheEnd = buckets.Add(1);
        for (var i = 0; i < 3 * RowsPerBucket; i++)
            Come(buckets, thenGo: true);

        var (first, last) = buckets.Range;
        Assert.Equal((beforeTheEnd, true), (first, last < first));
        Assert.Equal([short.MaxValue - 1, short.MaxValue, 0, 1], RegistryBuckets.Between(short.MaxValue - 1, 1));
        Assert.Null(buckets.Sparse);
    }

    private static void Come(RegistryBuckets buckets, bool thenGo)
    {
        if (buckets.IsFull)
            buckets.Begin();
        var bucket = buckets.Add(1);
        if (thenGo)
            buckets.Remove(bucket, 1);
    }
}
