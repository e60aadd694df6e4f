using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Marketplace.Silo.Commands;

namespace Marketplace.Silo.Tests.Commands;

/// <summary>A silo that runs by itself, in files.</summary>
public sealed partial class RunTests : IDisposable
{
    private const string Key = "a-key-of-sixteen-and-more";

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-silo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task It_says_where_it_is_is_ready_and_stops_when_it_is_told_to() => RunAsync(Arguments(), async http =>
    {
        Assert.Equal("live", await http.GetStringAsync("/health/live"));
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
        Assert.Contains("\"holds\": true", await http.GetStringAsync("/operations/invariants"), StringComparison.Ordinal);
        Assert.Contains("orleans", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    });

    [Fact]
    public Task Where_there_is_a_key_only_health_is_told_without_it() => RunAsync([.. Arguments(), $"--Marketplace:Operators:Key={Key}"], async http =>
    {
        string[] guarded = ["/dashboard/", "/DashboardCounters", "/dashboard/DashboardCounters", "/metrics", "/operations/invariants", "/operations/projections"];
        foreach (var path in guarded)
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, path));
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));

        http.DefaultRequestHeaders.Add("X-Operators-Key", Key);
        foreach (var path in (string[])["/dashboard/", "/metrics", "/operations/invariants", "/operations/projections"])
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, path));
    });

    [Theory]
    [InlineData("--Orleans:Clustering:GatewayPort=99999", "Orleans:Clustering:GatewayPort")]
    [InlineData("--Orleans:Clustering:Address=nowhere", "Orleans:Clustering:Address")]
    [InlineData("--Orleans:Clustering:Address=192.0.2.1", "Orleans:Clustering:ProviderType to Cassandra")]
    [InlineData("--Marketplace:Operators:Url=nonsense", "Marketplace:Operators:Url")]
    [InlineData("--Marketplace:DataDirectry=here", "Marketplace:DataDirectory")]
    [InlineData("--Marketplace:Services=Orders", "Marketplace:Services:0")]
    [InlineData("--Marketplace:Services:0=Parcels", "Marketplace:Services:0")]
    [InlineData("--Marketplace:Services:0=7", "Marketplace:Services:0")]
    [InlineData("--Marketplace:Services:0=Orders", "Orders and Payments together")]
    [InlineData("--Marketplace:Services:0=Carts", "Orleans:Clustering:ProviderType to Cassandra")]
    [InlineData("--Orleans:Membership:ProbeTimeout=soon", "Orleans:Membership")]
    [InlineData("--Orleans:Membership:ProbeTimeout=-00:00:01", "Orleans:Membership:ProbeTimeout")]
    [InlineData("--Orleans:Membership:ProbeTimeout=00:00:04", "Orleans:Membership:MaxProbeTimeout")]
    [InlineData("--Orleans:Membership:Probes=3", "Orleans:Membership")]
    [InlineData("--Orleans:Membership:NumProbedSilos=3", "Orleans:Clustering:ProviderType to Cassandra")]
    public async Task A_key_that_makes_no_sense_is_named(string setting, string key) => await RefusedAsync([.. Arguments(), setting], key);

    [Fact]
    public async Task A_port_that_another_program_has_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await RefusedAsync([.. Arguments(), $"--Orleans:Clustering:GatewayPort={((IPEndPoint)other.LocalEndpoint).Port}"], "Orleans:Clustering:GatewayPort");
    }

    private static async Task RunAsync(string[] arguments, Func<HttpClient, Task> look)
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var running = SiloProgram.RunAsync(arguments, TextWriter.Synchronized(output), error, stop.Token);
        while (!output.ToString().Contains("  data  ", StringComparison.Ordinal))
        {
            Assert.False(running.IsCompleted, error.ToString());
            await Task.Delay(20);
        }

        using var http = new HttpClient { BaseAddress = new Uri(Operators().Match(output.ToString()).Groups["address"].Value) };
        await look(http);

        await stop.CancelAsync();
        Assert.Equal(SiloProgram.Done, await running.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Empty(error.ToString());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task RefusedAsync(string[] args, string key)
    {
        using var error = new StringWriter();

        Assert.Equal(SiloProgram.Failed, await SiloProgram.RunAsync(args, TextWriter.Null, error));
        var sentence = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(key, sentence, StringComparison.Ordinal);
    }

    private string[] Arguments() =>
        ["run", "--Marketplace:Operators:Url=http://127.0.0.1:0", $"--Marketplace:DataDirectory={_folder}", "--Orleans:Clustering:GatewayPort=0"];

    [GeneratedRegex("operators +(?<address>http://[^/ ]+)/")]
    private static partial Regex Operators();
}
