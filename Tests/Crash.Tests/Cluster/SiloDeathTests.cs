using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Silos that are killed, one time after the other, under the usual mix.</summary>
[Collection(nameof(OneCluster))]
public sealed class SiloDeathTests(OneNode node, OneBroker broker, ITestOutputHelper output)
{
    private const int Kills = 10;
    private const int Silos = 2;

    // What a dead silo held is served elsewhere within this.
    private const int LongestOutage = 15;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Ten_deaths_cost_retries_for_fifteen_seconds_each_at_most_and_nothing_else()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(await node.StartedOrSkipAsync(), await broker.StartedOrSkipAsync(), Silos);
        await using var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1));

        var random = new Random(CrashSettings.Seed);
        List<int> outages = [];
        var silo = 1;
        for (var kill = 0; kill < Kills; kill++)
        {
            // Every second time the one that has just been started dies again at once.
            if (kill % 2 == 0)
            {
                await Task.Delay(Together);
                silo = 1 + random.Next(Silos);
            }

            var died = load.Seconds;
            await cluster.RunAsync("kill", "silo", silo.ToString(CultureInfo.InvariantCulture));
            await Task.Delay(Away);
            outages.Add(load.FailingAfter(died));
            await cluster.RunAsync("start", "silo", silo.ToString(CultureInfo.InvariantCulture));
        }

        await Task.Delay(Together);
        await load.EndNowAsync();
        var (accepted, failed) = load.Measured;
        output.WriteLine($"seed {CrashSettings.Seed}: {accepted} transactions accepted, {failed} failed; the last failure came {string.Join(", ", outages)} s after a death");
        Assert.All(outages, outage => Assert.InRange(outage, 0, LongestOutage));
        await cluster.CheckModelsAsync(Silos);
    }
}
