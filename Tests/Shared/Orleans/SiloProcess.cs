using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.Tests.Shared;

/// <summary>A silo in a process of its own, which ends with the tests at the latest.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts one, and waits until it is active.</summary>
    /// <param name="program">The assembly of the program, beside the tests'. It says when it is active, and ends with its standard input.</param>
    /// <param name="settings">Its configuration but for <c>Port</c>, after which the gateway's follows.</param>
    /// <param name="cancellationToken">Ends the waiting, and the silo.</param>
    public static async Task<SiloProcess> StartAsync(string program, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{program}.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Port"] = FreePorts().ToString(CultureInfo.InvariantCulture);
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
