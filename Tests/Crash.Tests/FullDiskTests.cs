using System.Diagnostics;
using System.Net;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;
using Marketplace.Tests.Shared;

namespace Marketplace.Crash.Tests;

/// <summary>The real program on a disk that fills up under load: it says that it takes no work, and goes on when there is room.</summary>
public sealed class FullDiskTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_disk_that_fills_up_delays_checkouts_and_costs_nothing()
    {
        using var disk = SmallDisk.OrSkip(256);
        await using var program = new MarketplaceProgram(Path.Combine(disk.Path, "data"));
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
                    disk.Fill();
                    return await program.AskReadyAsync() is (HttpStatusCode.ServiceUnavailable, var why)
                        && why.Contains("store of entities", StringComparison.Ordinal);
                },
                program);
            disk.MakeRoom();
            await UntilAsync(async () => (await program.AskReadyAsync()).Status == HttpStatusCode.OK, program);

            var before = market.Purchases.Count;
            await UntilAsync(() => Task.FromResult(market.Purchases.Count > before + 20), program);
        });
        await books.CheckAsync(market);
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
}
