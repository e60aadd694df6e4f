using System.Globalization;
using System.Net;

namespace Marketplace.Tests.Shared;

/// <summary>A real Cassandra on loopback addresses of its own, and what can befall its nodes, which count from 1. It ends with this program at the latest.</summary>
public sealed class CassandraCluster : IAsyncDisposable
{
    private const string Server = "Cassandra";
    private const string Tier = "CASSANDRA_TIER";
    private const int MostStarts = 5;

    // Below are networks that are given out by hand.
    private const int FirstNet = 100;
    private const int LastNet = 199;

    // Two clusters that start at once on a small machine take longer than one after the other, and may be too late for each other's patience.
    private const string StartLock = "cassandra-start";

    // Of fewer nodes the table that is asked for has no three replicas.
    private const int FewestToAsk = 3;

    private static readonly TimeSpan Sight = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ServerFolder _servers;
    private readonly MachineLock _net;
    private readonly HashSet<int> _paused = [];
    private bool _isHarmed;

    private CassandraCluster(ServerFolder servers, MachineLock net) => (_servers, _net) = (servers, net);

    /// <summary>Where its nodes listen, in order.</summary>
    public IReadOnlyList<IPEndPoint> Nodes { get; private set; } = [];

    /// <summary>The certificate of the authority that signed the nodes', where they speak TLS.</summary>
    public string AuthorityFile => _servers.PathOf("ca.pem");

    /// <summary>Starts one; skips the test where that cannot be.</summary>
    public static async Task<CassandraCluster> StartOrSkipAsync(CassandraShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var script = ServerFolder.ScriptOrSkip(Server);
        using var alone = await MachineLock.TakeAsync(StartLock, cancellationToken);
        for (var net = FirstNet; net <= LastNet; net++)
        {
            if (MachineLock.TryTake($"cassandra-net-{net}") is not { } taken)
                continue;
            var cluster = new CassandraCluster(new ServerFolder(script, Server, EnvironmentOf(shape)), taken);
            try
            {
                await cluster.StartAsync(shape, net, cancellationToken);
                return cluster;
            }
            catch (Exception e)
            {
                await cluster.DisposeAsync();
                if (!e.Message.Contains("is taken by another process", StringComparison.Ordinal))
                    throw;
            }
        }

        throw new InvalidOperationException($"The loopback networks 127.0.{FirstNet}.0 to 127.0.{LastNet}.0 are all taken.");
    }

    /// <summary>Ends a node at once, or all.</summary>
    public Task KillAsync(int? node = null) => HarmAsync("kill", node);

    /// <summary>Ends a node in order, or all.</summary>
    public Task StopAsync(int? node = null) => HarmAsync("stop", node);

    /// <summary>Starts a node again, and waits until it answers; or all, and waits until each sees the others.</summary>
    public async Task StartAsync(int? node = null)
    {
        if (node is not null || Nodes.Count < FewestToAsk)
        {
            await StartAgainAsync(node);
        }
        else
        {
            // One after the other: of two that start at once on a small machine one may miss the other's sign of life, and think for minutes that
            // it is down. What runs already is left as it is.
            for (var one = 1; one <= Nodes.Count; one++)
                await StartAgainAsync(one);
            await AwaitSightAsync();
        }

        _isHarmed &= node is not null || _paused.Count > 0;
    }

    /// <summary>Lets a node hang.</summary>
    public Task PauseAsync(int node)
    {
        _paused.Add(node);
        return HarmAsync("pause", node);
    }

    /// <summary>Lets a node that hangs go on.</summary>
    public Task ResumeAsync(int node)
    {
        _paused.Remove(node);
        return RunAsync("resume", node);
    }

    /// <summary>Makes every node whole again, and waits until each sees the others.</summary>
    public async Task HealAsync()
    {
        if (!_isHarmed)
            return;
        foreach (var node in _paused.ToArray())
            await ResumeAsync(node);
        await StartAsync();
    }

    /// <summary>Asks a node's <c>nodetool</c>.</summary>
    public Task<string> NodetoolAsync(int node, params string[] arguments)
        => _servers.RunAsync("nodetool", [Number(node), .. arguments], CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        _net.Dispose();
    }

    private async Task StartAsync(CassandraShape shape, int net, CancellationToken cancellationToken)
    {
        var printed = await _servers.RunAsync("start", shape.Arguments(net), cancellationToken);
        Nodes = [.. printed.Trim().Split('\n')[^1].Split(',').Select(point => IPEndPoint.Parse(point))];
    }

    /// <summary>Waits until each of three nodes or more answers for all: one that hung or just started does not, for seconds in which all call it up.</summary>
    public async Task AwaitSightAsync()
    {
        // Faster by seconds than the server's own tool, which is a program of its own for each node.
        using var patience = new CancellationTokenSource(Sight);
        foreach (var node in Nodes)
        {
            try
            {
                while (!await CassandraNode.SeesAllAsync(node, patience.Token))
                    await Task.Delay(Pause, patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException($"{node} does not see all nodes up after {Sight}.");
            }
        }
    }

    // A server that lives for a minute is not worth the compiler's time for its best code.
    private static KeyValuePair<string, string>[] EnvironmentOf(CassandraShape shape)
    {
        KeyValuePair<string, string> tier = new(Tier, Environment.GetEnvironmentVariable(Tier) ?? "1");
        return shape.JavaOptions.Length == 0 ? [tier] : [tier, new("JDK_JAVA_OPTIONS", shape.JavaOptions)];
    }

    private Task<string> HarmAsync(string command, int? node)
    {
        _isHarmed = true;
        return RunAsync(command, node);
    }

    // A node gives up when no other answers its first question within a second, as these servers are set, and on a busy machine one that has just
    // lost its connection may not. Whoever runs a cluster starts it again.
    private async Task StartAgainAsync(int? node)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await RunAsync("start", node);
                return;
            }
            catch (InvalidOperationException e) when (tries < MostStarts && e.Message.Contains("Unable to gossip with any peers", StringComparison.Ordinal))
            {
                await Task.Delay(Pause);
            }
        }
    }

    private Task<string> RunAsync(string command, int? node)
        => _servers.RunAsync(command, node is { } one ? [Number(one)] : [], CancellationToken.None);

    private static string Number(int node) => node.ToString(CultureInfo.InvariantCulture);
}
