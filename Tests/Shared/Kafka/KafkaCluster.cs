using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Tests.Shared;

/// <summary>
/// A real Kafka on loopback ports of its own, and what can befall its brokers, which count from 1. It ends with this program at the latest,
/// however that ends: a process beside it waits for that and removes everything.
/// </summary>
public sealed class KafkaCluster : IAsyncDisposable
{
    // Below are ports that are given out by hand, above them those that systems give out.
    private const int FirstPort = 21_000;
    private const int LastPort = 21_980;
    private const int PortsEach = 20;

    private readonly string _script;
    private readonly string _folder;
    private readonly MachineLock _ports;
    private readonly Process _keeper;

    private KafkaCluster(string script, string folder, MachineLock ports)
    {
        (_script, _folder, _ports) = (script, folder, ports);
        _keeper = Process.Start(new ProcessStartInfo("bash", ["-c", """trap '' INT TERM HUP; cat > /dev/null; "$0" kill "$1"; rm -rf "$1" """, script, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Where its brokers listen, as clients are told.</summary>
    public string BootstrapServers { get; private set; } = "";

    /// <summary>Starts one; skips the test where that cannot be.</summary>
    public static async Task<KafkaCluster> StartOrSkipAsync(int brokers, CancellationToken cancellationToken)
    {
        var script = KafkaServers.ScriptOrSkip();
        for (var port = FirstPort; port <= LastPort; port += PortsEach)
        {
            if (MachineLock.TryTake($"kafka-port-{port}") is not { } taken)
                continue;
            var cluster = new KafkaCluster(script, Directory.CreateTempSubdirectory("marketplace-kafka-").FullName, taken);
            try
            {
                var printed = await KafkaServers.RunAsync(script, ["start", cluster._folder, "--brokers", Number(brokers), "--port", Number(port)], cancellationToken);
                cluster.BootstrapServers = printed.Trim().Split('\n')[^1];
                return cluster;
            }
            catch (Exception e)
            {
                await cluster.DisposeAsync();
                if (!e.Message.Contains("is taken by another process", StringComparison.Ordinal))
                    throw;
            }
        }

        throw new InvalidOperationException($"The ports {FirstPort} to {LastPort} are all taken.");
    }

    /// <summary>Ends a broker at once.</summary>
    public Task KillAsync(int broker) => RunAsync("kill", broker);

    /// <summary>Starts a broker again, and waits until it listens.</summary>
    public Task StartAsync(int broker) => RunAsync("start", broker);

    /// <summary>Lets a broker hang.</summary>
    public Task PauseAsync(int broker) => RunAsync("pause", broker);

    /// <summary>Lets a broker that hangs go on.</summary>
    public Task ResumeAsync(int broker) => RunAsync("resume", broker);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        _ports.Dispose();
    }

    private Task<string> RunAsync(string command, int broker) => KafkaServers.RunAsync(_script, [command, _folder, Number(broker)], CancellationToken.None);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
