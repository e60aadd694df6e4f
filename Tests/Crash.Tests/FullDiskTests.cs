using System.Diagnostics;
using System.Net;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests;

/// <summary>The real program on a disk that fills up under load: it says that it takes no work, and goes on when there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly string _mount = Directory.CreateTempSubdirectory("marketplace-full-").FullName;

    public void Dispose()
    {
        Run("umount", _mount);
        Directory.Delete(_mount, recursive: true);
    }

    [Fact]
    public async Task A_disk_that_fills_up_delays_checkouts_and_costs_nothing()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=256m", "none", _mount),
            "The test needs to mount a small file system.");
        var ballast = Path.Combine(_mount, "ballast");
        await using var program = new MarketplaceProgram(Path.Combine(_mount, "data"));
        await program.StartAsync();
        var books = new Books(program);
        await books.OpenShopAsync();
        var market = new Market(program, new Random(CrashSettings.Seed));
        await market.TradeThroughAsync(async () =>
        {
            await UntilAsync(() => Task.FromResult(market.Purchases.Count > 20), program);
            await UntilAsync(
                async () =>
                {
                    Fill(ballast);
                    return await ReadyAsync(program) is (HttpStatusCode.ServiceUnavailable, var why)
                        && why.Contains("store of entities", StringComparison.Ordinal);
                },
                program);
            File.Delete(ballast);
            await UntilAsync(async () => (await ReadyAsync(program)).Status == HttpStatusCode.OK, program);

            var before = market.Purchases.Count;
            await UntilAsync(() => Task.FromResult(market.Purchases.Count > before + 20), program);
        });
        await books.CheckAsync(market);
    }

    private static async Task<(HttpStatusCode Status, string Why)> ReadyAsync(MarketplaceProgram program)
    {
        using var answer = await program.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, MarketplaceProgram program)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"Not within {Limit}:\n{program.Output}");
            await Task.Delay(50);
        }
    }

    private static void Fill(string file)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
                stream.Write(page);
        }
        catch (IOException)
        {
            // That is what it is for.
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
