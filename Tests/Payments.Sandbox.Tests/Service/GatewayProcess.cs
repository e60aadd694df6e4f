using System.Diagnostics;
using System.Globalization;
using Orleans.Entities.RocksDb.Tests.Process;

namespace Marketplace.Payments.Sandbox.Tests.Service;

/// <summary>The service as a program of its own.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;

    private GatewayProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static Task<GatewayProcess> StartAsync(string folder, params string[] settings) => StartAsync(folder, null, settings);

    /// <summary>Starts it with something between it and the kernel.</summary>
    public static async Task<GatewayProcess> StartAsync(string folder, SyncShim? shim, params string[] settings)
    {
        var (process, line) = await RunAsync(
            ["--urls=http://127.0.0.1:0", $"--Marketplace:Payments:Sandbox:Directory={folder}", .. settings], shim?.Environment(folder));
        const string Opening = "The payment gateway is open: ";
        Assert.True(line?.StartsWith(Opening, StringComparison.Ordinal), $"It said: {line}");
        return new GatewayProcess(process, new Uri(line![Opening.Length..]));
    }

    /// <summary>Its end: exit code, and what it says of it.</summary>
    public static async Task<(int Code, string Errors)> RunToEndAsync(params string[] arguments)
    {
        var (process, _) = await RunAsync(arguments);
        using (process)
        {
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, errors);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<(Process Process, string? Line)> RunAsync(
        string[] arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Marketplace.Payments.Sandbox.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        return (process, await process.StandardOutput.ReadLineAsync());
    }
}
