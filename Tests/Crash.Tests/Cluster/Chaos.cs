using System.Diagnostics;
using System.Globalization;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>Faults of all kinds that befall a cluster, drawn from a seed: one at a time, and now and then two.</summary>
internal sealed class Chaos(ClusterScript cluster, CassandraCluster cassandra, KafkaCluster kafka, int silos, int brokers, Random random, ITestOutputHelper output)
{
    private const int Apis = 2;
    private const int TwoOf = 5;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Harms for a time; in the end everything is whole.</summary>
    public async Task HarmAsync(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            await Task.Delay(Some(LongestPause));

            // What both need of chance is drawn before either begins, so that a seed makes the same of it each time.
            var silo = OfProcesses(began);
            var (server, isTwo) = (OfServers(began), random.Next(TwoOf) == 0);
            if (isTwo)
                await Task.WhenAll(silo(), server());
            else
                await (random.Next(2) == 0 ? silo : server)();
        }
    }

    private Func<Task> OfProcesses(long began)
    {
        var (silo, api) = (Number(1 + random.Next(silos)), Number(1 + random.Next(Apis)));
        var (kind, away) = (random.Next(4), Some(TimeSpan.FromSeconds(25)));
        return kind switch
        {
            0 => () => ThroughAsync(began, $"silo {silo} killed", away, ["kill", "silo", silo], ["start", "silo", silo]),
            1 => () => ThroughAsync(began, $"silo {silo} stopped", away, ["stop", "silo", silo], ["start", "silo", silo]),
            2 => () => HangAsync(began, silo, away),
            _ => () => ThroughAsync(began, $"API {api} killed", away / 5, ["kill", "api", api], ["start", "api", api]),
        };
    }

    private Func<Task> OfServers(long began)
    {
        var (node, broker) = (1 + random.Next(cassandra.Nodes.Count), 1 + random.Next(brokers));
        var (kind, away) = (random.Next(4), Some(TimeSpan.FromSeconds(15)));
        return kind switch
        {
            0 => () => ThroughAsync(began, $"node {node} of Cassandra killed", away, () => cassandra.KillAsync(node), () => cassandra.StartAsync(node)),
            1 => () => ThroughAsync(began, $"node {node} of Cassandra paused", away, () => cassandra.PauseAsync(node), () => cassandra.ResumeAsync(node)),
            2 => () => ThroughAsync(began, $"broker {broker} killed", away, () => kafka.KillAsync(broker), () => kafka.StartAsync(broker)),
            _ => () => ThroughAsync(began, $"broker {broker} paused", away, () => kafka.PauseAsync(broker), () => kafka.ResumeAsync(broker)),
        };
    }

    private Task ThroughAsync(long began, string what, TimeSpan away, string[] harm, string[] heal)
        => ThroughAsync(began, what, away, () => cluster.RunAsync(harm), () => cluster.RunAsync(heal));

    // One that slept past its death ends itself, and is started again; another goes on.
    private Task HangAsync(long began, string silo, TimeSpan away) => ThroughAsync(
        began, $"silo {silo} paused", away, () => cluster.RunAsync("pause", "silo", silo), async () =>
        {
            await cluster.RunAsync("resume", "silo", silo);
            await Task.Delay(TimeSpan.FromSeconds(10));
            if ((await cluster.RunAsync("status")).Contains($"silo-{silo} does not run", StringComparison.Ordinal))
                await cluster.RunAsync("start", "silo", silo);
        });

    private async Task ThroughAsync(long began, string what, TimeSpan away, Func<Task> harm, Func<Task> heal)
    {
        var at = Stopwatch.GetElapsedTime(began);
        await harm();
        await Task.Delay(away);
        var healing = Stopwatch.GetTimestamp();
        await heal();
        output.WriteLine(FormattableString.Invariant(
            $"{at.TotalSeconds:0} s: {what} for {away.TotalSeconds:0.0} s, whole again {Stopwatch.GetElapsedTime(healing).TotalSeconds:0.0} s later"));
    }

    private TimeSpan Some(TimeSpan most) => most * random.NextDouble();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
