namespace Marketplace.LoadTests.Measurement;

/// <summary>What the load generator itself costs, from one moment to another.</summary>
internal sealed class GeneratorMeter(TimeProvider time, Func<long> requests)
{
    private readonly long _startedAt = time.GetTimestamp();
    private readonly TimeSpan _cpuAtStart = Environment.CpuUsage.TotalTime;
    private readonly long _requestsAtStart = requests();
    private readonly long _allocatedAtStart = GC.GetTotalAllocatedBytes();

    public GeneratorCost Read() => new(
        time.GetElapsedTime(_startedAt),
        Environment.CpuUsage.TotalTime - _cpuAtStart,
        requests() - _requestsAtStart,
        GC.GetTotalAllocatedBytes() - _allocatedAtStart);
}
