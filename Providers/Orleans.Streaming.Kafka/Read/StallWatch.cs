namespace Orleans.Streaming.Kafka.Read;

/// <summary>Notices partitions that have data and bring none, for so long that their consumer will not bring any more.</summary>
/// <remarks>Used by one thread.</remarks>
internal sealed class StallWatch(int partitions, TimeProvider time)
{
    /// <summary>How long a partition may bring nothing.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly (long Passed, long Since)?[] _behind = new (long, long)?[partitions];

    /// <summary>Takes note of how far a partition was read, and where it ends.</summary>
    /// <returns>Whether it has stood still for too long; after that it has as long again.</returns>
    public bool IsStalled(int partition, long passed, long end)
    {
        if (passed >= end)
        {
            _behind[partition] = null;
            return false;
        }

        if (_behind[partition] is not { } known || known.Passed != passed)
        {
            _behind[partition] = (passed, time.GetTimestamp());
            return false;
        }

        if (time.GetElapsedTime(known.Since) < Patience)
            return false;
        _behind[partition] = null;
        return true;
    }
}
