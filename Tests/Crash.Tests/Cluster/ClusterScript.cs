using System.Diagnostics;
using System.Globalization;
using System.Text;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Cluster;

/// <summary><c>cluster/run</c> with a folder, ports, a keyspace and topics of its own. In the end everything that it started is stopped.</summary>
internal sealed class ClusterScript : IAsyncDisposable
{
    // Below the ports of other tests.
    private const int FirstPort = 16_000;

    // What was thrown, and what caused it.
    private const int LinesOfACause = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-cluster-").FullName;
    private readonly string _script = SolutionFolder.PathOf("cluster/run");
    private readonly MachineLock _ports;

    private ClusterScript(MachineLock ports) => _ports = ports;

    /// <summary>Waits until no other test of this machine has such a cluster: each fills it, and is timed.</summary>
    public static async Task<ClusterScript> TakeAsync() => new(await MachineLock.TakeAsync($"cluster-ports-{FirstPort}", TestContext.Current.CancellationToken));

    /// <summary>Skips a test that is part of the campaign only, or where there is nothing to put in front.</summary>
    public static void SkipUnlessCampaign()
    {
        Assert.SkipUnless(CrashSettings.IsClusterCampaign, "A campaign: ./campaign cluster");
        Assert.SkipUnless(File.Exists("/usr/sbin/nginx"), "The test needs nginx (Debian: nginx-light).");
    }

    /// <summary>Where clients send requests.</summary>
    public Uri Front { get; } = ProcessCluster.Url(FirstPort);

    /// <summary>The operators' port of a silo.</summary>
    public Uri OperatorsOf(int silo) => ProcessCluster.Url(Front.Port + 300 + silo);

    /// <summary>Where the key is that operators show.</summary>
    public string OperatorsKeyFile => Path.Combine(_folder, "cluster", "operators-key");

    /// <summary>
    /// Starts everything: two APIs, and so many silos with these services, or all. What is stored is on every node and broker. Operators' ports are open
    /// unless it is said: who looks at them in these tests shows no key.
    /// </summary>
    public Task UpAsync(CassandraCluster cassandra, KafkaCluster kafka, int silos = 2, string? services = null, bool isOpen = true) => RunAsync(
    [
        "up", "--silos", Number(silos), .. services is null ? [] : (string[])["--services", services], "--apis", "2", "--cassandra", string.Join(',', cassandra.Nodes), "--kafka", kafka.BootstrapServers,
        "--replicas", Number(cassandra.Nodes.Count), "--ports", Number(Front.Port), "--no-build", "--",
        $"Marketplace__Cassandra__Keyspace={OnCassandra.NewKeyspace()}", $"Orleans__EventLog__Topic={OnKafka.NewTopic()}",
        "Logging__LogLevel__Marketplace.Silo.Http.ClusterProblems=Debug", .. isOpen ? (string[])["Marketplace__Operators__Access=open"] : [],
    ]);

    /// <summary>Holds each silo's read models against ones that it makes anew from the log.</summary>
    public async Task CheckModelsAsync(int silos)
    {
        for (var silo = 1; silo <= silos; silo++)
            await CheckModelsOfAsync(silo, ProjectionChecks.All);
    }

    /// <summary>The same of one silo, which has these.</summary>
    public async Task CheckModelsOfAsync(int silo, IReadOnlyList<string> models)
    {
        using var operators = new HttpClient { BaseAddress = OperatorsOf(silo) };
        await ProjectionChecks.CheckAsync(operators, Path.Combine(_folder, "cluster", $"silo-{Number(silo)}"), () => "", models);
    }

    /// <summary>Why APIs answered 503, of each the beginning.</summary>
    public async Task<string> RefusalsAsync()
    {
        var refusals = new StringBuilder();
        foreach (var log in Directory.GetFiles(Path.Combine(_folder, "cluster"), "api-*.log"))
        {
            var lines = await File.ReadAllLinesAsync(log);
            for (var line = 0; line < lines.Length; line++)
            {
                if (lines[line].Contains(" is answered 503", StringComparison.Ordinal))
                    refusals.AppendJoin('\n', lines.Skip(line).Take(LinesOfACause)).AppendLine();
            }
        }

        return refusals.ToString();
    }

    /// <summary>The end of what a process logged.</summary>
    public async Task<string> LastWordsAsync(string name)
    {
        var log = await File.ReadAllTextAsync(Path.Combine(_folder, "cluster", $"{name}.log"));
        return log[^Math.Min(log.Length, 2_000)..];
    }

    /// <summary>Runs a command, which must end well.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RunAsync(params string[] arguments)
    {
        var (code, said) = await TryAsync(arguments);
        Assert.True(code == 0, $"cluster/run {string.Join(' ', arguments)} ended with {code}:\n{said}");
        return said;
    }

    /// <summary>Runs a command.</summary>
    public async Task<(int Code, string Said)> TryAsync(params string[] arguments)
    {
        // What it leaves running must not hold on to a pipe that is read to its end.
        var output = Path.Combine(_folder, "said");
        var start = new ProcessStartInfo("bash", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "bash", output, _script, .. arguments]);
        start.Environment["CLUSTER_FOLDER"] = Path.Combine(_folder, "cluster");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return (process.ExitCode, await File.ReadAllTextAsync(output));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await TryAsync("down");
        _ports.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
