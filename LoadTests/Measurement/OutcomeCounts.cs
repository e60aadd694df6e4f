namespace Marketplace.LoadTests.Measurement;

/// <summary>How many were accepted (2xx), rejected (4xx) and failed (all else).</summary>
internal readonly record struct OutcomeCounts(long Accepted, long Rejected, long Failed)
{
    public long Total => Accepted + Rejected + Failed;

    public static OutcomeCounts operator +(OutcomeCounts left, OutcomeCounts right) =>
        new(left.Accepted + right.Accepted, left.Rejected + right.Rejected, left.Failed + right.Failed);

    public static OutcomeCounts operator -(OutcomeCounts left, OutcomeCounts right) =>
        new(left.Accepted - right.Accepted, left.Rejected - right.Rejected, left.Failed - right.Failed);
}
