using System.Globalization;

namespace Marketplace.Tests.Shared;

/// <summary>A real Kafka on loopback ports of its own, and what can befall its brokers, which count from 1. It ends with this program at the latest.</summary>
public sealed class KafkaCluster : IAsyncDisposable
{
    private const string Server = "Kafka";

    // Below are ports that are given out by hand, above them those that systems give out.
    private const int FirstPort = 21_000;
    private const int LastPort = 21_980;
    private const int PortsEach = 20;

    // A broker that lives for a minute is not worth the compiler's time for its best code.
    private static readonly KeyValuePair<string, string> QuickStart = new("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

    private readonly ServerFolder _servers;
    private readonly MachineLock _ports;

    private KafkaCluster(ServerFolder servers, MachineLock ports) => (_servers, _ports) = (servers, ports);

    /// <summary>Where its brokers listen, as clients are told.</summary>
    public string BootstrapServers { get; private set; } = "";

    /// <summary>Starts one; skips the test where that cannot be.</summary>
    public static async Task<KafkaCluster> StartOrSkipAsync(int brokers, CancellationToken cancellationToken)
    {
        var script = ServerFolder.ScriptOrSkip(Server);
        for (var port = FirstPort; port <= LastPort; port += PortsEach)
        {
            if (MachineLock.TryTake($"kafka-port-{port}") is not { } taken)
                continue;
            var cluster = new KafkaCluster(new ServerFolder(script, Server, QuickStart), taken);
            try
            {
                var printed = await cluster._servers.RunAsync("start", ["--brokers", Number(brokers), "--port", Number(port)], cancellationToken);
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
        await _servers.DisposeAsync();
        _ports.Dispose();
    }

    private Task<string> RunAsync(string command, int broker) => _servers.RunAsync(command, [Number(broker)], CancellationToken.None);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
