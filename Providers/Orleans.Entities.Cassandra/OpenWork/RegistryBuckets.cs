namespace Orleans.Entities.Cassandra.OpenWork;

/// <summary>
/// The buckets of an owner's rows: partitions that are filled one after the other, of which those from the first that still has a row to the
/// last are read by whoever takes over. A row that is deleted leaves a mark for hours, and a server refuses to read over too many of them: so
/// no bucket takes more than so many rows in its time, and one that nobody has a row in any more is never read again.
/// </summary>
/// <remarks>
/// Numbers go round: a bucket comes again after 32,768 others, when its marks are long gone. Safe for use by many threads.
/// </remarks>
/// <param name="rowsPerBucket">How many rows a bucket takes before the next is begun.</param>
internal sealed class RegistryBuckets(int rowsPerBucket = RegistryBuckets.Rows)
{
    // A tenth of what servers refuse by default (tombstone_failure_threshold).
    private const int Rows = 10_000;

    // As many may be nearly empty before rows are moved out of the first.
    private const int Slack = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<short, int> _rows = [];
    private int _taken;
    private int _all;

    /// <summary>The buckets that may have rows, the last of them the one that is being filled.</summary>
    public (short First, short Last) Range
    {
        get
        {
            lock (_lock)
                return field;
        }

        private set;
    }

    /// <summary>Whether the last has taken as many rows as it may.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
                return _taken >= rowsPerBucket;
        }
    }

    /// <summary>A bucket whose rows should move to the last, since those from it on are many for so few rows; null where all is well.</summary>
    public short? Sparse
    {
        get
        {
            lock (_lock)
                return Count(Range) > Slack + (2 * (_all / rowsPerBucket)) ? Range.First : null;
        }
    }

    /// <summary>All from the first to the last.</summary>
    public static IEnumerable<short> Between(short first, short last)
    {
        for (var bucket = first; bucket != last; bucket = After(bucket))
            yield return bucket;
        yield return last;
    }

    /// <summary>What the range is once the next bucket is begun: it must be known before there is a row in it.</summary>
    public (short First, short Last) Next()
    {
        lock (_lock)
            return (Range.First, After(Range.Last));
    }

    /// <summary>Begins the next bucket.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            Range = (Range.First, After(Range.Last));
            _taken = 0;
            Pass_NeedsLock();
        }
    }

    /// <summary>Rows are about to be written.</summary>
    /// <returns>The bucket they go into.</returns>
    public short Add(int rows)
    {
        lock (_lock)
        {
            _taken += rows;
            _all += rows;
            var bucket = Range.Last;
            _rows[bucket] = _rows.GetValueOrDefault(bucket) + rows;
            return bucket;
        }
    }

    /// <summary>Rows of a bucket need not be found any more.</summary>
    public void Remove(short bucket, int rows)
    {
        lock (_lock)
        {
            _all -= rows;
            if ((_rows[bucket] -= rows) == 0)
                _rows.Remove(bucket);
            Pass_NeedsLock();
        }
    }

    private static short After(short bucket) => bucket == short.MaxValue ? (short)0 : (short)(bucket + 1);

    private static int Count((short First, short Last) range)
        => range.Last >= range.First ? range.Last - range.First + 1 : range.Last - range.First + 1 + short.MaxValue + 1;

    private void Pass_NeedsLock()
    {
        var (first, last) = Range;
        while (first != last && !_rows.ContainsKey(first))
            first = After(first);
        Range = (first, last);
    }
}
