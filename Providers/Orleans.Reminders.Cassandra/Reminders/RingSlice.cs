namespace Orleans.Reminders.Cassandra;

/// <summary>A part of the ring that is in one partition, both ends included.</summary>
internal readonly record struct RingSlice(int Bucket, uint First, uint Last)
{
    /// <summary>How many partitions the ring is in.</summary>
    public const int Buckets = 256;

    private const int BucketShift = 24;
    private const uint InBucket = (1u << BucketShift) - 1;

    /// <summary>Where the reminders of a hash are.</summary>
    public static int BucketOf(uint hash) => (int)(hash >> BucketShift);

    /// <summary>The slices of a range (begin, end], which goes round the ring when it does not begin before its end.</summary>
    public static IEnumerable<RingSlice> Of(uint begin, uint end)
    {
        if (begin < end)
            return Between(begin + 1, end);
        return begin < uint.MaxValue ? Between(begin + 1, uint.MaxValue).Concat(Between(0, end)) : Between(0, end);
    }

    private static IEnumerable<RingSlice> Between(uint first, uint last)
    {
        for (var bucket = BucketOf(first); bucket <= BucketOf(last); bucket++)
        {
            var start = (uint)bucket << BucketShift;
            yield return new RingSlice(bucket, Math.Max(first, start), Math.Min(last, start | InBucket));
        }
    }
}
