using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace Orleans.Clustering.Cassandra.Tests.Silos;

/// <summary>A silo in a process of its own, which ends with the tests at the latest.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts one, and waits until it is active.</summary>
    public static async Task<SiloProcess> StartAsync(string serviceId, CassandraClusteringOptions options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Marketplace.Orleans.Clustering.Cassandra.SiloProcess.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in Settings(serviceId, options))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var silo = new SiloProcess(Process.Start(start)!);
        try
        {
            await silo.UntilActiveAsync(cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as the system would: without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Dictionary<string, string> Settings(string serviceId, CassandraClusteringOptions options) => new()
    {
        ["Orleans:ServiceId"] = serviceId,
        ["Orleans:ClusterId"] = "cluster",
        ["Orleans:Clustering:ProviderType"] = "Cassandra",
        ["Orleans:Clustering:ContactPoints"] = string.Join(',', options.ContactPoints),
        ["Orleans:Clustering:Keyspace"] = options.Keyspace,
        ["Orleans:Clustering:Schema"] = "Create",
        ["Port"] = FreePorts().ToString(CultureInfo.InvariantCulture),
        ["Membership:ProbeTimeout"] = "00:00:03",
        ["Membership:TableRefreshTimeout"] = "00:00:05",
        ["Membership:IAmAliveTablePublishTimeout"] = "00:00:02",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    // The gateway's is the next one.
    private static int FreePorts()
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            using var second = new TcpListener(IPAddress.Loopback, port + 1);
            try
            {
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // The pair is half taken: another one.
            }
        }
    }

    private async Task UntilActiveAsync(CancellationToken cancellationToken)
    {
        var told = new List<string>();
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line == "active")
            {
                // Nobody reads what follows, and a full pipe would hold the silo up.
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return;
            }

            told.Add(line);
        }

        throw new InvalidOperationException($"The silo did not become active:\n{string.Join('\n', told)}");
    }
}
