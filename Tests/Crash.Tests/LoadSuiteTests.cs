using Marketplace.Crash.Tests.Cluster;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests;

/// <summary>The load suite, as one starts it, against the program, as one starts it.</summary>
public sealed class LoadSuiteTests
{
    [Fact]
    public async Task Its_mix_is_served_without_a_failure_and_every_invariant_that_it_checks_holds()
    {
        await using var program = new MarketplaceProgram();
        await program.StartAsync();

        await using var load = await LoadRun.StartAsync(program.Http.BaseAddress!, program.Operators.BaseAddress!, seconds: 8);
        await load.EndAsync();

        Assert.Equal(0, load.Measured.Failed);
        Assert.InRange(load.Measured.Accepted, 100, int.MaxValue);
    }
}
