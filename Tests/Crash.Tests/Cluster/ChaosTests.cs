using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Everything at once: silos, APIs, the gateway, nodes and brokers die, hang and come back while orders are taken. Nothing is lost, doubled or left, and in the end it takes orders as before.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Servers = 3;

    // What was open when the last fault ended is ended by then.
    private const int CalmSeconds = 30;
    private const int WellSeconds = 10;

    [Fact]
    public async Task Faults_of_all_kinds_lose_double_and_leave_nothing()
    {
        Assert.SkipWhen(CrashSettings.ChaosSeconds == 0, "A campaign: ./campaign chaos");
        output.WriteLine($"seed {CrashSettings.Seed}");
        await using var cassandra = await CassandraCluster.StartOrSkipAsync(new CassandraShape { Nodes = Servers }, TestContext.Current.CancellationToken);
        await using var kafka = await KafkaCluster.StartOrSkipAsync(Servers, TestContext.Current.CancellationToken);
        await using var cluster = await ClusterScript.TakeAsync();
        await cluster.UpAsync(cassandra, kafka, Silos);

        await using var load = await LoadRun.StartAsync(cluster.Front, cluster.OperatorsOf(1));
        await new Chaos(cluster, cassandra, kafka, Silos, Servers, new Random(CrashSettings.Seed), output).HarmAsync(TimeSpan.FromSeconds(CrashSettings.ChaosSeconds));
        await Task.Delay(TimeSpan.FromSeconds(CalmSeconds));

        var atLast = load.AcceptedInTheLast(WellSeconds);
        await load.EndNowAsync();
        var (accepted, failed) = load.Measured;
        output.WriteLine($"{accepted} transactions accepted, {failed} failed, nothing accepted for {load.LongestSilence} s in a row");
        Assert.InRange(atLast, WellSeconds * LoadRun.Rate / 2, int.MaxValue);
        await cluster.CheckModelsAsync(Silos);
    }
}
