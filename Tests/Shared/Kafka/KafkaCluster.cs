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

    private static readonly TimeSpan StopPause = TimeSpan.FromMilliseconds(5);

    private readonly ServerFolder _servers;
    private readonly MachineLock _ports;

    private KafkaCluster(ServerFolder servers, MachineLock ports) => (_servers, _ports) = (servers, ports);

    /// <summary>Where its brokers listen, as clients are told.</summary>
    public string BootstrapServers { get; private set; } = "";

    /// <summary>Starts one; skips the test where that cannot be.</summary>
    public static Task<KafkaCluster> StartOrSkipAsync(int brokers, CancellationToken cancellationToken) => StartOrSkipAsync(brokers, _ => [], cancellationToken);

    /// <summary>Starts one; skips the test where that cannot be.</summary>
    /// <param name="brokers">How many brokers it has.</param>
    /// <param name="settings">By the first of its ports: settings of its brokers that come after their own, as <c>key=value</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<KafkaCluster> StartOrSkipAsync(int brokers, Func<int, IEnumerable<string>> settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var script = ServerFolder.ScriptOrSkip(Server);
        for (var port = FirstPort; port <= LastPort; port += PortsEach)
        {
            if (MachineLock.TryTake($"kafka-port-{port}") is not { } taken)
                continue;
            var cluster = new KafkaCluster(new ServerFolder(script, Server, QuickStart), taken);
            try
            {
                var printed = await cluster._servers.RunAsync(
                    "start", ["--brokers", Number(brokers), "--port", Number(port), .. settings(port).SelectMany(setting => (string[])["--set", setting])], cancellationToken);
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

    /// <summary>Lets a broker hang; when this ends, none of its threads runs any more.</summary>
    public async Task PauseAsync(int broker)
    {
        await RunAsync("pause", broker);

        // The signal was sent; a machine that is busy stops threads some moments later, and they answer until then.
        var process = (await File.ReadAllTextAsync(_servers.PathOf($"broker{Number(broker)}/pid"))).Trim();
        while (Directory.Exists("/proc") && !Directory.GetDirectories($"/proc/{process}/task").All(IsStopped))
            await Task.Delay(StopPause);
    }

    /// <summary>Lets a broker that hangs go on.</summary>
    public Task ResumeAsync(int broker) => RunAsync("resume", broker);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _servers.DisposeAsync();
        _ports.Dispose();
    }

    // The state follows the name, which is in parentheses.
    private static bool IsStopped(string thread)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(thread, "stat"));
            return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart() is ['T', ..];
        }
        catch (IOException)
        {
            return true;
        }
    }

    private Task<string> RunAsync(string command, int broker) => _servers.RunAsync(command, [Number(broker)], CancellationToken.None);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
