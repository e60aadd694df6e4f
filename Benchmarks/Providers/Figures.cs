using Marketplace.Benchmarks.Measuring;

namespace Marketplace.Benchmarks.Providers;

/// <summary>What one turn measured.</summary>
/// <param name="PerSecond">Operations that ended.</param>
/// <param name="ProcessorMicroseconds">Processor time of this program for each, without that of servers.</param>
/// <param name="P50">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record Figures(double PerSecond, double ProcessorMicroseconds, double P50, double P99)
{
    /// <summary>Lets each caller do its deed for so many seconds.</summary>
    public static async Task<Figures> MeasureAsync(int seconds, IDeed[] deeds)
    {
        var before = Environment.CpuUsage.TotalTime;
        var (latencies, elapsed) = await Callers.RunAsync(seconds, deeds.Length, caller => deeds[caller]);
        var processor = Environment.CpuUsage.TotalTime - before;
        latencies.Sort();
        return new(
            latencies.Count / elapsed.TotalSeconds,
            processor.TotalMicroseconds / latencies.Count,
            Latencies.At(latencies, 0.5),
            Latencies.At(latencies, 0.99));
    }
}
