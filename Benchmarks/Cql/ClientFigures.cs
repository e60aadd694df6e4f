using System.Diagnostics;
using Marketplace.Benchmarks.Measuring;

namespace Marketplace.Benchmarks.Cql;

/// <summary>What one run measured.</summary>
/// <param name="RequestsPerSecond">Requests that ended.</param>
/// <param name="ProcessorMicroseconds">Processor time of the client's process for each.</param>
/// <param name="AllocatedBytes">What the client's process allocated for each.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Max">Milliseconds.</param>
internal sealed record ClientFigures(double RequestsPerSecond, double ProcessorMicroseconds, double AllocatedBytes, double P50, double P99, double Max)
{
    /// <summary>Requests for each second of processor time.</summary>
    public double RequestsPerProcessorSecond => 1_000_000 / ProcessorMicroseconds;

    /// <summary>Measures what is done in between.</summary>
    public static async Task<ClientFigures> MeasureAsync(Func<Task<List<long>>> run)
    {
        GC.Collect();
        var (began, processor, allocated) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var latencies = await run();
        var (elapsed, spent, bytes) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - allocated);
        latencies.Sort();
        var count = latencies.Count;
        return new(count / elapsed.TotalSeconds, spent.TotalMicroseconds / count, (double)bytes / count, Latencies.At(latencies, 0.5), Latencies.At(latencies, 0.99), Latencies.At(latencies, 1));
    }
}
