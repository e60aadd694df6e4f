using System.Diagnostics;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>A command of the silo's program over the folder and the configuration of a marketplace that is stopped.</summary>
internal sealed class SiloCommand(MarketplaceProgram marketplace, params string[] arguments)
{
    /// <summary>Runs it to its end, which must be a good one.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> RunAsync()
    {
        var (code, said) = await RunAsync(killAfter: null);
        Assert.True(code == 0, $"'{string.Join(' ', arguments)}' ended with {code}: {said}");
        return said;
    }

    /// <summary>Runs it, and kills it if it has not ended by then.</summary>
    public Task KillAfterAsync(TimeSpan time) => RunAsync(time);

    private async Task<(int Code, string Said)> RunAsync(TimeSpan? killAfter)
    {
        var start = new ProcessStartInfo("dotnet", [MarketplaceProgram.ProgramFile("Silo"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Marketplace__DataDirectory"] = marketplace.DataDirectory;
        foreach (var (key, value) in marketplace.Settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (killAfter is { } time)
        {
            using var limit = new CancellationTokenSource(time);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited)
                process.Kill();
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, string.Join('\n', await said));
    }
}
