namespace Marketplace.LoadTests.Measurement;

/// <summary>The load generator's own use of the machine over some time.</summary>
/// <param name="Elapsed">That time.</param>
/// <param name="Cpu">Processor time used, over all cores.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="AllocatedBytes">Bytes allocated.</param>
internal readonly record struct GeneratorCost(TimeSpan Elapsed, TimeSpan Cpu, long Requests, long AllocatedBytes)
{
    /// <summary>Share of the whole machine, 0 to 1.</summary>
    public double CpuShare => Elapsed > TimeSpan.Zero ? Cpu / (Elapsed * Environment.ProcessorCount) : 0;

    public double CpuMicrosecondsPerRequest => Requests > 0 ? Cpu.TotalMicroseconds / Requests : 0;

    public double AllocatedBytesPerRequest => Requests > 0 ? (double)AllocatedBytes / Requests : 0;
}
