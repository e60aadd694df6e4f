using System.Globalization;
using System.Net;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>
/// Silos, APIs without one, and the payment gateway, each a process of its own; members and entities in Cassandra, and events in Kafka, or else
/// in the one silo's files.
/// </summary>
internal sealed class ProcessCluster : IAsyncDisposable
{
    private static readonly TimeSpan Sight = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-cluster-").FullName;
    private readonly (string Key, string Value)[] _settings;
    private readonly ProgramProcess _gateway;

    public ProcessCluster(CassandraCluster cassandra, KafkaCluster? kafka = null, int silos = 1, int apis = 1)
    {
        var gateway = Url(FreePorts.Take(1)[0]);
        _settings =
        [
            ("DOTNET_ENVIRONMENT", kafka is null ? "Cassandra" : "Cluster"),
            ("Marketplace:Cassandra:ContactPoints", cassandra.Nodes[0].ToString()),
            ("Marketplace:Cassandra:Keyspace", OnCassandra.NewKeyspace()),
            ("Marketplace:Cassandra:Schema", "Create"),
            ("Marketplace:Payments:Gateway", "SandboxService"),
            ("Marketplace:Payments:Url", gateway.ToString()),
            .. kafka is null ? [] : OnKafka.In(kafka),
        ];
        _gateway = ProgramProcess.Start(
            "Payments.Sandbox", [$"--urls={gateway}", $"--Marketplace:Payments:Sandbox:Directory={Path.Combine(_folder, "books")}"], []);
        Silos = [.. Enumerable.Range(1, silos).Select(number => new ClusterSilo(_settings, Path.Combine(_folder, $"silo-{number}")))];
        Apis = [.. Enumerable.Range(1, apis).Select(_ => new ClusterApi(_settings))];
    }

    /// <summary>The places of silos: each has addresses and a folder, and a process at times.</summary>
    public IReadOnlyList<ClusterSilo> Silos { get; }

    /// <summary>The APIs.</summary>
    public IReadOnlyList<ClusterApi> Apis { get; }

    /// <summary>Waits until a process says this of itself: ready or not.</summary>
    public static Task UntilReadyIsAsync(ClusterProcess process, HttpStatusCode status) => UntilAsync(process, "/health/ready", status);

    public static Task UntilLiveAsync(ClusterProcess process) => UntilAsync(process, "/health/live", HttpStatusCode.OK);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (IEnumerable<IAsyncDisposable>)[.. Silos, .. Apis, _gateway])
            await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal static Uri Url(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    private static async Task UntilAsync(ClusterProcess process, string path, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(Sight);
        while (!await process.SaysAsync(path, status))
        {
            Assert.False(limit.IsCancellationRequested || process.Running.HasExited, $"{path} was not {status} within {Sight}:\n{process.Running.Output}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}
