using System.Diagnostics;
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

    // Of what is bought while something is as it is.
    private const int Enough = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>With few buyers: the node that comes back has the same processors.</summary>
    [Fact]
    public async Task A_node_that_dies_and_comes_back_costs_nothing()
    {
        await using var cluster = await CassandraCluster.StartOrSkipAsync(new CassandraShape { Nodes = Nodes }, TestContext.Current.CancellationToken);
        await TradeThroughAsync(cluster, buyers: 1, async (market, random) =>
        {
            var node = NodeOf(random);
            await BoughtAsync(market);
            await cluster.KillAsync(node);
            await BoughtAsync(market);
            await cluster.StartAsync(node);
            await cluster.AwaitSightAsync();
            await BoughtAsync(market);
        });
    }

    [Fact]
    public async Task Nodes_that_hang_die_and_restart_delay_checkouts_and_cost_nothing()
    {
        Assert.SkipWhen(CrashSettings.FaultRounds == 0, "A campaign: ./campaign cassandra-faults");
        await using var cluster = await CassandraCluster.StartOrSkipAsync(new CassandraShape { Nodes = Nodes }, TestContext.Current.CancellationToken);
        await TradeThroughAsync(
            cluster,
            buyers: 3,
            (market, random) => EveryFaultAsync(new NodeFaults(cluster, market.Timings, output), random),
            market => Assert.True(market.Timings.Longest.Took < LongestRequest, $"{market.Timings.Longest}"));
    }

    /// <summary>Buyers trade while something happens; afterwards everything is checked.</summary>
    private async Task TradeThroughAsync(CassandraCluster cluster, int buyers, Func<Market, Random, Task> trouble, Action<Market>? afterwards = null)
    {
        output.WriteLine($"seed {CrashSettings.Seed}");
        var random = new Random(CrashSettings.Seed);
        await using var program = new MarketplaceProgram { Settings = OnCassandra.In(cluster) };
        await program.StartAsync();
        var books = new Books(program);
        await books.OpenShopAsync();
        var market = new Market(program, random) { Buyers = buyers, BenchmarkCustomers = 1 };
        try
        {
            await market.TradeThroughAsync(() => trouble(market, random));
            output.WriteLine($"{market}");
            afterwards?.Invoke(market);
        }
        catch
        {
            output.WriteLine(program.Output);
            throw;
        }

        await books.CheckAsync(market);
    }

    private static async Task BoughtAsync(Market market)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), market.Purchases.Count);
        while (market.Purchases.Count < before + Enough)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"In {Patience} {market.Purchases.Count - before} were bought.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
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
