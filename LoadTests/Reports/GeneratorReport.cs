using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Reports;

/// <summary>What the load generator itself cost.</summary>
/// <param name="CpuPercent">Of the whole machine.</param>
/// <param name="CpuMicrosecondsPerRequest">Processor time a request.</param>
/// <param name="AllocatedBytesPerRequest">Bytes allocated a request.</param>
/// <param name="Requests">Requests sent, steps on the way to a transaction included.</param>
internal sealed record GeneratorReport(double CpuPercent, double CpuMicrosecondsPerRequest, double AllocatedBytesPerRequest, long Requests)
{
    public static GeneratorReport Of(GeneratorCost cost) => new(
        Math.Round(cost.CpuShare * 100, 1),
        Math.Round(cost.CpuMicrosecondsPerRequest, 1),
        Math.Round(cost.AllocatedBytesPerRequest),
        cost.Requests);
}
