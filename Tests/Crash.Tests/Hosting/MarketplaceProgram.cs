using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests.Hosting;

/// <summary>The real program over a folder of its own: started, killed and started again, always at the same addresses.</summary>
internal sealed class MarketplaceProgram : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(4);

    private readonly int[] _ports = FreePorts.Take(2);
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <param name="dataDirectory">Where its data is to be; null for a folder of its own. It is deleted in the end.</param>
    public MarketplaceProgram(string? dataDirectory = null)
    {
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("marketplace-crash-").FullName;
        (Http, Operators) = (Client(_ports[0]), Client(_ports[1]));
    }

    /// <summary>The folder that is all it has; between two starts it may become another.</summary>
    public string DataDirectory { get; set; }

    /// <summary>Configuration by key that every start gets.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; set; } = [];

    /// <summary>Talks to the API.</summary>
    public HttpClient Http { get; }

    /// <summary>Talks to the operators' port.</summary>
    public HttpClient Operators { get; }

    /// <summary>Completes when the present process has ended.</summary>
    public Task Exited => _process!.WaitForExitAsync();

    /// <summary>The memory that it occupies, in bytes.</summary>
    public long MemoryBytes
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that it occupies within a time, in bytes.</summary>
    public async Task<long> MostMemoryAsync(TimeSpan duration)
    {
        var most = 0L;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < duration;)
        {
            most = Math.Max(most, MemoryBytes);
            await Task.Delay(100);
        }

        return most;
    }

    /// <summary>What the program printed last, to explain a failure.</summary>
    public string Output => string.Join('\n', _output.TakeLast(60));

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="settings">Configuration by key, for instance <c>Marketplace:FailPoints</c>.</param>
    public async Task StartAsync(params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [ProgramFile("Api")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Http.BaseAddress!.ToString();
        start.Environment["Marketplace__Operators__Url"] = Operators.BaseAddress!.ToString();
        start.Environment["Marketplace__DataDirectory"] = DataDirectory;
        foreach (var (key, value) in Settings.Concat(settings))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        _process?.Dispose();
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilReadyAsync(mayEnd: settings.Length > 0);
    }

    /// <summary>Ends it as a power cut ends a process: SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (!_process!.HasExited)
            _process.Kill();
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        _process?.Dispose();
        Http.Dispose();
        Operators.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }

    /// <summary>Asks whether it takes work, and why not.</summary>
    public async Task<(HttpStatusCode Status, string Why)> AskReadyAsync()
    {
        using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task UntilReadyAsync(bool mayEnd)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (!limit.IsCancellationRequested && !_process!.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                // It does not listen yet.
            }

            await Task.Delay(20, CancellationToken.None);
        }

        // A fail point may have ended it before it was ever ready: that is a crash like any other. Without one it has to start.
        Assert.True(mayEnd && _process!.HasExited, $"The program was not ready within {StartLimit}, or ended:\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        _output.Enqueue(line);
        while (_output.Count > 500)
            _output.TryDequeue(out _);
    }

    private static HttpClient Client(int port) => new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>Where a program of the solution is that was built beside these tests.</summary>
    public static string ProgramFile(string project)
    {
        // Tests/Crash.Tests/bin/{configuration}/{framework} mirrors Api/bin/{configuration}/{framework}.
        var below = Path.GetRelativePath(SolutionFolder.PathOf("Tests/Crash.Tests"), AppContext.BaseDirectory);
        return Path.Combine(SolutionFolder.Path, project, below, $"Marketplace.{project}.dll");
    }
}
