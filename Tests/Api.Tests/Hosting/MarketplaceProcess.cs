using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Marketplace.Api.Hosting;
using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>
/// The program as a process of its own: for what signals do, and for what a process has once, such as its meters.
/// </summary>
internal sealed partial class MarketplaceProcess : IDisposable
{
    private readonly Process _process;

    private MarketplaceProcess(Process process, Uri api, Uri operators)
        => (_process, Api, Http, Operators) = (process, api, new HttpClient { BaseAddress = api }, new HttpClient { BaseAddress = operators });

    public Uri Api { get; }

    public HttpClient Http { get; }

    public HttpClient Operators { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts one, and waits until it is open.</summary>
    public static async Task<MarketplaceProcess> StartAsync(string folder, params string[] args)
    {
        var store = await StoreSettings.OfAsync(ChosenStore.Value, folder);
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet", [typeof(MarketplaceProgram).Assembly.Location, .. TestMarketplace.Settings(folder), .. store, .. args])
            {
                RedirectStandardOutput = true,
            },
        };
        process.Start();
        var banner = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            banner += line + "\n";
            if (line.Contains("  data  ", StringComparison.Ordinal))
                return new MarketplaceProcess(process, AddressAt("API", banner), AddressAt("operators", banner));
        }

        throw new InvalidOperationException("The program ended before it was open: " + banner);
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What it wrote after it was open, and its exit code.</summary>
    public async Task<(string Output, int ExitCode)> ExitAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        var output = _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return (await output, _process.ExitCode);
    }

    public void Dispose()
    {
        Http.Dispose();
        Operators.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static Uri AddressAt(string name, string banner)
        => new(new Uri(Address().Matches(banner).First(match => match.Groups["name"].Value == name).Groups["address"].Value), "/");

    [GeneratedRegex("^ *(?<name>[A-Za-z]+) +(?<address>http://[^ ]+)", RegexOptions.Multiline)]
    private static partial Regex Address();
}
