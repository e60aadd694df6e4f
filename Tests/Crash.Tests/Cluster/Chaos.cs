using System.Diagnostics;
using System.Globalization;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>
/// Faults of all kinds that befall a cluster, drawn from a seed: one at a time, and now and then two; of one process, or of all that are of its kind.
/// </summary>
internal sealed class Chaos(ClusterScript cluster, CassandraCluster cassandra, KafkaCluster kafka, int silos, int brokers, Random random, ITestOutputHelper output)
{
    private const int Apis = 2;
    private const int TwoOf = 5;

    // Three nodes that were killed at once start one after the other.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(4);
    // It looks at the members' table each ten seconds.
    private static readonly TimeSpan UntilItKnows = TimeSpan.FromSeconds(15);
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
        var (kind, away) = (random.Next(12), Some(TimeSpan.FromSeconds(25)));
        return kind switch
        {
            < 3 => () => ThroughAsync(began, $"silo {silo} killed", away, () => HarmSiloAsync("kill", silo), () => StartAsync("silo", silo)),
            < 5 => () => ThroughAsync(began, $"silo {silo} stopped", away, () => cluster.RunAsync("stop", "silo", silo), () => StartAsync("silo", silo)),
            < 8 => () => HangAsync(began, silo, away),
            < 10 => () => ThroughAsync(began, $"API {api} killed", away / 5, () => cluster.RunAsync("kill", "api", api), () => StartAsync("api", api)),
            10 => () => ThroughAsync(began, "the gateway killed", away, () => cluster.RunAsync("kill", "gateway", "1"), () => StartAsync("gateway", "1")),
            _ => () => ThroughAsync(began, "all silos killed", away / 5, () => OnSilosAsync(one => HarmSiloAsync("kill", one)), () => OnSilosAsync(one => StartAsync("silo", one))),
        };
    }

    private Func<Task> OfServers(long began)
    {
        var (node, broker) = (1 + random.Next(cassandra.Nodes.Count), 1 + random.Next(brokers));
        var (kind, away) = (random.Next(10), Some(TimeSpan.FromSeconds(15)));
        return kind switch
        {
            < 2 => () => ThroughAsync(began, $"node {node} of Cassandra killed", away, () => cassandra.KillAsync(node), () => cassandra.StartAsync(node)),
            < 4 => () => ThroughAsync(began, $"node {node} of Cassandra paused", away, () => cassandra.PauseAsync(node), () => cassandra.ResumeAsync(node)),
            < 6 => () => ThroughAsync(began, $"broker {broker} killed", away, () => kafka.KillAsync(broker), () => kafka.StartAsync(broker)),
            < 8 => () => ThroughAsync(began, $"broker {broker} paused", away, () => kafka.PauseAsync(broker), () => kafka.ResumeAsync(broker)),
            8 => () => ThroughAsync(began, "all nodes of Cassandra killed", away / 5, () => cassandra.KillAsync(), () => cassandra.StartAsync()),
            _ => () => ThroughAsync(began, "all brokers killed", away / 5, () => OnBrokersAsync(kafka.KillAsync), () => OnBrokersAsync(kafka.StartAsync)),
        };
    }

    private async Task OnSilosAsync(Func<string, Task> act)
    {
        for (var silo = 1; silo <= silos; silo++)
            await act(Number(silo));
    }

    private Task OnBrokersAsync(Func<int, Task> act) => Task.WhenAll(Enumerable.Range(1, brokers).Select(act));

    // One that stood still for want of a processor, or slept past its death and had not heard of it yet, may have ended itself.
    private async Task HarmSiloAsync(string how, string silo)
    {
        var (code, said) = await cluster.TryAsync(how, "silo", silo);
        if (code != 0)
            output.WriteLine($"silo {silo}: {said.Trim()}; its last words: {await cluster.LastWordsAsync($"silo-{silo}")}");
    }

    // As what watches over processes does: one that finds no store, and so does not start, is started again.
    private async Task StartAsync(string kind, string number)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var (code, said) = await cluster.TryAsync("start", kind, number);
            if (code == 0)
                return;
            Assert.True(Stopwatch.GetElapsedTime(began) < LongestStart, said);
        }
    }

    // One that slept past its death ends itself, and is started again; another goes on.
    private Task HangAsync(long began, string silo, TimeSpan away) => ThroughAsync(
        began, $"silo {silo} paused", away, () => HarmSiloAsync("pause", silo), async () =>
        {
            await HarmSiloAsync("resume", silo);
            await Task.Delay(UntilItKnows);
            if ((await cluster.RunAsync("status")).Contains($"silo-{silo} does not run", StringComparison.Ordinal))
                await StartAsync("silo", silo);
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
