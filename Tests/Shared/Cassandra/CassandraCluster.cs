using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Marketplace.Tests.Shared;

/// <summary>
/// A real Cassandra on loopback addresses of its own, and what can befall its nodes, which count from 1. It ends with this program at
/// the latest, however that ends: a process beside it waits for that and removes everything.
/// </summary>
public sealed class CassandraCluster : IAsyncDisposable
{
    // Below are networks that are given out by hand.
    private const int FirstNet = 100;
    private const int LastNet = 199;

    // Two clusters that start at once on a small machine take longer than one after the other, and may be too late for each other's patience.
    private const string StartLock = "cassandra-start";

    // Of fewer nodes the table that is asked for has no three replicas.
    private const int FewestToAsk = 3;

    private static readonly TimeSpan Sight = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _script;
    private readonly string _folder;
    private readonly string _javaOptions;
    private readonly MachineLock _net;
    private readonly Process _keeper;
    private readonly HashSet<int> _paused = [];
    private bool _isHarmed;

    private CassandraCluster(string script, string folder, CassandraShape shape, MachineLock net)
    {
        (_script, _folder, _javaOptions, _net) = (script, folder, shape.JavaOptions, net);
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", """trap '' INT TERM HUP; cat > /dev/null; "$0" kill "$1"; rm -rf "$1" """, script, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Where its nodes listen, in order.</summary>
    public IReadOnlyList<IPEndPoint> Nodes { get; private set; } = [];

    /// <summary>The certificate of the authority that signed the nodes', where they speak TLS.</summary>
    public string AuthorityFile => Path.Combine(_folder, "ca.pem");

    /// <summary>Starts one; skips the test where that cannot be.</summary>
    public static async Task<CassandraCluster> StartOrSkipAsync(CassandraShape shape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var script = CassandraServers.ScriptOrSkip();
        using var alone = await MachineLock.TakeAsync(StartLock, cancellationToken);
        for (var net = FirstNet; net <= LastNet; net++)
        {
            if (MachineLock.TryTake($"cassandra-net-{net}") is not { } taken)
                continue;
            var cluster = new CassandraCluster(script, Directory.CreateTempSubdirectory("marketplace-cassandra-").FullName, shape, taken);
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
            await RunAsync("start", node);
        }
        else
        {
            // One after the other: of two that start at once on a small machine one may miss the other's sign of life, and think for minutes that
            // it is down. What runs already is left as it is.
            for (var one = 1; one <= Nodes.Count; one++)
                await RunAsync("start", one);
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
        => CassandraServers.RunAsync(_script, ["nodetool", _folder, Number(node), .. arguments], CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _net.Dispose();
    }

    private async Task StartAsync(CassandraShape shape, int net, CancellationToken cancellationToken)
    {
        var printed = await CassandraServers.RunAsync(_script, ["start", _folder, .. shape.Arguments(net)], cancellationToken, _javaOptions);
        Nodes = [.. printed.Trim().Split('\n')[^1].Split(',').Select(point => IPEndPoint.Parse(point))];
    }

    // Faster by seconds than the server's own tool, which is a program of its own for each node.
    private async Task AwaitSightAsync()
    {
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

    private Task<string> HarmAsync(string command, int? node)
    {
        _isHarmed = true;
        return RunAsync(command, node);
    }

    private Task<string> RunAsync(string command, int? node)
        => CassandraServers.RunAsync(_script, [command, _folder, .. node is { } one ? [Number(one)] : Array.Empty<string>()], CancellationToken.None, _javaOptions);

    private static string Number(int node) => node.ToString(CultureInfo.InvariantCulture);
}
