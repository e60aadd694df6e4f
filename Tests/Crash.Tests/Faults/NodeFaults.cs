using System.Diagnostics;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Faults;

/// <summary>What befalls the nodes of a cluster while buyers trade, and how their requests fare.</summary>
internal sealed class NodeFaults(CassandraCluster cluster, RequestTimings timings, ITestOutputHelper output)
{
    // Of the fault's end.
    private static readonly TimeSpan NormalWithin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(6);

    private Calm? _calm;

    /// <summary>A node dies, and later comes back.</summary>
    public async Task KillAsync(int node, TimeSpan away)
    {
        await ThroughAsync($"node {node} killed", () => cluster.KillAsync(node));
        await Task.Delay(away);
        await ThroughAsync($"node {node} started again", () => cluster.StartAsync(node));
        await UntilWholeAsync(node);
    }

    /// <summary>A node hangs for a while.</summary>
    public async Task PauseAsync(int node, TimeSpan duration)
    {
        await ThroughAsync($"node {node} paused for {duration.TotalSeconds} s", async () =>
        {
            await cluster.PauseAsync(node);
            await Task.Delay(duration);
            await cluster.ResumeAsync(node);
        });
        await UntilWholeAsync(node);
    }

    /// <summary>A node is stopped and started in order.</summary>
    public Task RestartAsync(int node) => ThroughAsync($"node {node} restarted", () => RestartQuietlyAsync(node));

    /// <summary>All nodes, one after the other, each when the others see the one before.</summary>
    public Task RestartAllAsync() => ThroughAsync("all nodes restarted, one after the other", async () =>
    {
        for (var node = 1; node <= cluster.Nodes.Count; node++)
            await RestartQuietlyAsync(node);
    });

    // The next fault would be a second one: with a node away, and one that does not answer its peers yet, there is no majority.
    private async Task UntilWholeAsync(int node)
    {
        var began = Stopwatch.GetTimestamp();
        await cluster.AwaitSightAsync();
        output.WriteLine(FormattableString.Invariant($"node {node} answers for all others again {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s later"));
    }

    private async Task RestartQuietlyAsync(int node)
    {
        await cluster.StopAsync(node);
        await cluster.StartAsync();
    }

    private async Task ThroughAsync(string what, Func<Task> fault)
    {
        _calm ??= await Calm.OfAsync(timings, Before);
        var began = Stopwatch.GetTimestamp();
        await fault();
        var quiet = await _calm.UntilAgainAsync(timings, NormalWithin);
        output.WriteLine(FormattableString.Invariant(
            $"{what}: the longest request took {timings.LongestSince(began).Took.TotalSeconds:0.0} s ({timings.LongestSince(began)}); as before ({_calm}) {quiet.TotalSeconds:0.0} s after its end"));
    }
}
