using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Measuring;

namespace Marketplace.Benchmarks.Start;

/// <summary>The real program over a folder, as a process of its own.</summary>
internal sealed class MarketplaceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    private MarketplaceProcess(string folder)
    {
        Http = new HttpClient { BaseAddress = new Uri(Address()), Timeout = TimeSpan.FromSeconds(30) };
        var start = new ProcessStartInfo("dotnet", [ProgramFile()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Http.BaseAddress.ToString();
        start.Environment["Marketplace__Operators__Url"] = Address();
        start.Environment["Marketplace__DataDirectory"] = folder;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal HttpClient Http { get; }

    /// <summary>How long ago its start began.</summary>
    internal TimeSpan Age => Stopwatch.GetElapsedTime(_started);

    internal static MarketplaceProcess Start(string folder) => new(folder);

    /// <summary>Asks again and again until it is answered with success; tells the process's age then.</summary>
    internal async Task<TimeSpan> UntilAnswersAsync(string path)
    {
        while (Age < Patience && !_process.HasExited)
        {
            try
            {
                using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return Age;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(2);
        }

        throw new InvalidOperationException($"{path} was not answered.");
    }

    /// <summary>Ends it as a crash does, or in its own time.</summary>
    internal async Task EndAsync(bool kill)
    {
        if (kill)
        {
            _process.Kill();
        }
        else
        {
            using var signal = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])!;
            await signal.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        Http.Dispose();
    }

    private static string Address() => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}");

    private static string ProgramFile()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var root = here;
        while (!File.Exists(Path.Combine(root!.FullName, "Orleans.sln")))
            root = root.Parent;
        return Path.Combine(root.FullName, "Api", Path.GetRelativePath(Path.Combine(root.FullName, "Benchmarks"), here.FullName), "Marketplace.Api.dll");
    }
}
