using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>A node of Cassandra and a broker of Kafka that are killed under the usual mix, of three each: in turn and together.</summary>
[Collection(nameof(OneCluster))]
public sealed class ServerDeathTests(ITestOutputHelper output)
{
    private const int Servers = 3;

    // As docs/operations.md has it, of a machine that has time to spare.
    private const int LongestOutage = 15;

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_node_a_broker_and_both_at_once_cost_retries_for_fifteen_seconds_at_most_and_nothing_else()
    {
        ClusterScript.SkipUnlessCampaign();
        await using var cassandra = await CassandraCluster.StartOrSkipAsync(new CassandraShape { Nodes = Servers }, TestContext.Current.CancellationToken);
        await using var kafka = await KafkaCluster.StartOrSkipAsync(Servers, TestContext.Current.CancellationToken);
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(cassandra, kafka);
        await using var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1));

        List<(string What, int Outage)> deaths = [];
        for (var server = 1; server <= Servers; server++)
        {
            var dead = server;
            deaths.Add(($"node {dead}", await ThroughAsync(load, () => cassandra.KillAsync(dead), () => cassandra.StartAsync(dead))));
            deaths.Add(($"broker {dead}", await ThroughAsync(load, () => kafka.KillAsync(dead), () => kafka.StartAsync(dead))));
        }

        deaths.Add(("node 1 and broker 1", await ThroughAsync(
            load, () => Task.WhenAll(cassandra.KillAsync(1), kafka.KillAsync(1)), () => Task.WhenAll(cassandra.StartAsync(1), kafka.StartAsync(1)))));

        await load.EndNowAsync();
        var (accepted, failed) = load.Measured;
        output.WriteLine($"{accepted} transactions accepted, {failed} failed; the last failure after each death: {string.Join(", ", deaths.Select(death => $"{death.What} {death.Outage} s"))}");
        Assert.All(deaths, death => Assert.InRange(death.Outage, 0, LongestOutage));
        await cluster.CheckModelsAsync(silos: 2);
    }

    /// <summary>How long after the death some transaction still failed.</summary>
    private static async Task<int> ThroughAsync(LoadRun load, Func<Task> kill, Func<Task> start)
    {
        await Task.Delay(Together);
        var died = load.Seconds;
        await kill();
        await Task.Delay(Away);
        var outage = load.FailingAfter(died);
        await start();
        return outage;
    }
}
