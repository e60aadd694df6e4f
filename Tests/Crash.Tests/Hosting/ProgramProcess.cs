using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>A program of the solution as a process, and what can befall it.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private ProgramProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it printed, to explain a failure.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts one.</summary>
    /// <param name="project">The project.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Configuration by key.</param>
    public static ProgramProcess Start(string project, string[] arguments, IEnumerable<(string Key, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [MarketplaceProgram.ProgramFile(project), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new ProgramProcess(start);
    }

    /// <summary>Ends it as a power cut ends a process: SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop: SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(TimeSpan within)
    {
        await SignalAsync("TERM");
        return await EndAsync(within);
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.True(_process.HasExited, $"It did not end within {within}:\n{Output}");
        return _process.ExitCode;
    }

    /// <summary>Sends it a signal.</summary>
    /// <param name="name">Which, without SIG.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }
}
