using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Orleans.Entities.RocksDb.Tests.Process;

/// <summary>A store in a process of its own.</summary>
internal sealed class StoreProcess : IAsyncDisposable
{
    private const string Program = "Marketplace.Orleans.Entities.RocksDb.StoreProcess.dll";

    private readonly System.Diagnostics.Process _process;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _answers = new();
    private int _last;

    private StoreProcess(System.Diagnostics.Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        Opened = Expect(0);
        process.BeginOutputReadLine();
    }

    /// <summary>What it says of the opening: 'open' or why not.</summary>
    internal Task<string> Opened { get; }

    internal static StoreProcess Start(string folder, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = NewStart(folder);
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        return new StoreProcess(System.Diagnostics.Process.Start(start)!);
    }

    /// <summary>A silo over the folder, whose log is read.</summary>
    internal static async Task<StoreProcess> OpenReadersAsync(string folder)
    {
        var start = NewStart("readers", folder);
        var process = new StoreProcess(System.Diagnostics.Process.Start(start)!);
        Assert.Equal("open", await process.Opened);
        return process;
    }

    internal static async Task<StoreProcess> OpenAsync(string folder, SyncShim? shim = null)
    {
        var process = Start(folder, shim?.Environment(folder));
        Assert.Equal("open", await process.Opened);
        return process;
    }

    internal async Task<string> AskAsync(string command)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = Expect(number);
        await _process.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{number} {command}"));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        return await answer.WaitAsync(TestContext.Current.CancellationToken);
    }

    internal Task UntilAnswerAsync(string command, string answer) => Patience.UntilAsync(async () => await AskAsync(command) == answer);

    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static ProcessStartInfo NewStart(params string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, Program), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

    private Task<string> Expect(int number) =>
        _answers.GetOrAdd(number, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Hear(string? line)
    {
        if (line?.Split(' ', 2) is [var number, var text])
            _answers[int.Parse(number, CultureInfo.InvariantCulture)].TrySetResult(text);
    }
}
