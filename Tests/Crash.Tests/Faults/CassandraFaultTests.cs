using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Faults;

/// <summary>The real program on three nodes that die, hang and restart while buyers trade: it delays some of them, and costs nothing.</summary>
public sealed class CassandraFaultTests(ITestOutputHelper output)
{
    private const int Nodes = 3;

    // As long as the client waits for one answer.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Nodes_that_hang_die_and_restart_delay_checkouts_and_cost_nothing()
    {
        Assert.SkipWhen(CrashSettings.FaultRounds == 0, "A campaign: ./campaign cassandra-faults");
        await using var cluster = await CassandraCluster.StartOrSkipAsync(new CassandraShape { Nodes = Nodes }, TestContext.Current.CancellationToken);
        output.WriteLine($"seed {CrashSettings.Seed}");
        var random = new Random(CrashSettings.Seed);
        await using var program = new MarketplaceProgram { Settings = OnCassandra.In(cluster) };
        await program.StartAsync();
        var books = new Books(program);
        await books.OpenShopAsync();
        var market = new Market(program, random) { Buyers = 3, BenchmarkCustomers = 1 };
        var faults = new NodeFaults(cluster, market.Timings, output);
        try
        {
            await market.TradeThroughAsync(() => EveryFaultAsync(faults, random));
        }
        catch
        {
            output.WriteLine(program.Output);
            throw;
        }

        output.WriteLine($"{market}");
        var longest = market.Timings.Longest;
        Assert.True(longest.Took < LongestRequest, $"{longest}\n{program.Output}");
        await books.CheckAsync(market);
    }

    private static async Task EveryFaultAsync(NodeFaults faults, Random random)
    {
        for (var round = 0; round < CrashSettings.FaultRounds; round++)
        {
            await faults.KillAsync(NodeOf(random), Away);
            await faults.PauseAsync(NodeOf(random), Pause);
            await faults.RestartAsync(NodeOf(random));
            await faults.RestartAllAsync();
        }
    }

    private static int NodeOf(Random random) => 1 + random.Next(Nodes);
}
