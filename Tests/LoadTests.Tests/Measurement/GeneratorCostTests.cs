using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Tests.Measurement;

public sealed class GeneratorCostTests
{
    [Fact]
    public void The_share_is_of_all_processors_and_costs_are_by_request()
    {
        var cost = new GeneratorCost(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5 * Environment.ProcessorCount), 1_000_000, 2_000_000_000);
        Assert.Equal(0.5, cost.CpuShare, 9);
        Assert.Equal(5.0 * Environment.ProcessorCount, cost.CpuMicrosecondsPerRequest, 9);
        Assert.Equal(2000, cost.AllocatedBytesPerRequest, 9);
    }

    [Fact]
    public void Nothing_sent_costs_nothing_by_request()
    {
        var cost = new GeneratorCost(TimeSpan.Zero, TimeSpan.FromSeconds(1), 0, 100);
        Assert.Equal((0, 0, 0), (cost.CpuShare, cost.CpuMicrosecondsPerRequest, cost.AllocatedBytesPerRequest));
    }
}
