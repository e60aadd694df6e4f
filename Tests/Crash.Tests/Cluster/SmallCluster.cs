using System.Globalization;
using System.Net;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary>A silo, an API without one, and the payment gateway, each a process of its own; members and entities in Cassandra.</summary>
internal sealed class SmallCluster : IAsyncDisposable
{
    private static readonly TimeSpan Sight = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-cluster-").FullName;
    private readonly Uri[] _urls = [.. FreePorts.Take(4).Select(port => new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")))];
    private readonly int[] _siloPorts = FreePorts.Take(2);
    private readonly (string Key, string Value)[] _settings;
    private readonly ProgramProcess _gateway;

    public SmallCluster(CassandraCluster cassandra)
    {
        _settings =
        [
            ("DOTNET_ENVIRONMENT", "Cassandra"),
            ("Marketplace:Cassandra:ContactPoints", cassandra.Nodes[0].ToString()),
            ("Marketplace:Cassandra:Keyspace", string.Create(CultureInfo.InvariantCulture, $"cluster_{Environment.ProcessId}")),
            ("Marketplace:Cassandra:Schema", "Create"),
            ("Marketplace:Payments:Gateway", "SandboxService"),
            ("Marketplace:Payments:Url", _urls[3].ToString()),
        ];
        Http = new HttpClient { BaseAddress = _urls[0], Timeout = TimeSpan.FromSeconds(20) };
        Operators = new HttpClient { BaseAddress = _urls[2] };
        _gateway = ProgramProcess.Start(
            "Payments.Sandbox", [$"--urls={_urls[3]}", $"--Marketplace:Payments:Sandbox:Directory={Path.Combine(_folder, "books")}"], []);
        Api = ProgramProcess.Start(
            "Api", [$"--urls={_urls[0]}", $"--Marketplace:Operators:Url={_urls[1]}", "--Marketplace:Api:Silo=Elsewhere"], _settings);
    }

    /// <summary>Talks to the API.</summary>
    public HttpClient Http { get; }

    /// <summary>Talks to the silo's port for operators.</summary>
    public HttpClient Operators { get; }

    public ProgramProcess Api { get; }

    public ProgramProcess? Silo { get; private set; }

    /// <summary>Starts a silo, or the next one at the same ports and in the same folder: it is known for the dead one's successor at once.</summary>
    public void StartSilo() => Silo = ProgramProcess.Start(
        "Silo",
        [
            "run", $"--Marketplace:Operators:Url={_urls[2]}", $"--Marketplace:DataDirectory={Path.Combine(_folder, "silo")}",
            string.Create(CultureInfo.InvariantCulture, $"--Orleans:Clustering:SiloPort={_siloPorts[0]}"),
            string.Create(CultureInfo.InvariantCulture, $"--Orleans:Clustering:GatewayPort={_siloPorts[1]}"),
        ],
        _settings);

    /// <summary>Waits until the API says this of itself: ready or not.</summary>
    public Task UntilReadyIsAsync(HttpStatusCode status) => UntilAsync("/health/ready", status);

    public Task UntilLiveAsync() => UntilAsync("/health/live", HttpStatusCode.OK);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in (ProgramProcess?[])[Silo, Api, _gateway])
        {
            if (process is not null)
                await process.DisposeAsync();
        }

        Http.Dispose();
        Operators.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task UntilAsync(string path, HttpStatusCode status)
    {
        using var limit = new CancellationTokenSource(Sight);
        while (!await SaysAsync(path, status))
        {
            Assert.False(limit.IsCancellationRequested || Api.HasExited, $"{path} was not {status} within {Sight}:\n{Api.Output}\n{Silo?.Output}");
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task<bool> SaysAsync(string path, HttpStatusCode status)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
            return answer.StatusCode == status;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
