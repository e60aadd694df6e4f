using System.Diagnostics;
using Marketplace.Api.Hosting;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>The program as a process: what signals do.</summary>
public sealed class StopTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-stop-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task SIGTERM_drains_and_stops_within_ten_seconds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        using var program = await StartAsync();

        await SignalAsync(program, "TERM");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await program.WaitForExitAsync(limit.Token);

        Assert.Equal(0, program.ExitCode);
    }

    private async Task<Process> StartAsync()
    {
        var program = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(MarketplaceProgram).Assembly.Location, .. TestMarketplace.Settings(_folder)])
            {
                RedirectStandardOutput = true,
            },
        };
        program.Start();
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("data ", StringComparison.Ordinal))
                return program;
        }

        throw new InvalidOperationException("The program ended before it was open.");
    }

    private static async Task SignalAsync(Process program, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", program.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
