using System.Diagnostics;

namespace Marketplace.Benchmarks.Measuring;

/// <summary>Latencies as timestamps count them.</summary>
internal static class Latencies
{
    /// <summary>The latency below which a share of all lies, in milliseconds. They are sorted already.</summary>
    public static double At(List<long> sorted, double share) =>
        Stopwatch.GetElapsedTime(0, sorted[(int)((sorted.Count - 1) * share)]).TotalMilliseconds;
}
