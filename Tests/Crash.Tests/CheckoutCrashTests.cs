using System.Globalization;
using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests;

/// <summary>
/// SIGKILL of the real program, at each step of a checkout and of a cancellation, and at any moment under load. Afterwards what buyers
/// were told, what the marketplace has, what its lists show and what the gateway took must agree.
/// </summary>
public sealed class CheckoutCrashTests(ITestOutputHelper output)
{
    // Every purchase comes by these; by the others only those that are declined, cancelled, or find something sold out.
    private const int Common = 30;
    private const int Rare = 4;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    [Theory]
    [MemberData(nameof(FailPoints))]
    public async Task A_kill_at_a_step_loses_doubles_and_leaves_nothing(string point, int mostHits)
    {
        var random = Start(point);
        await using var program = new MarketplaceProgram();
        var books = new Books(program);
        foreach (var kills in CrashSettings.Rounds())
        {
            // The point stays armed while the program recovers: a recovery that comes by it is cut off too.
            Task StartArmedAsync() => program.StartAsync(
                ("Marketplace:FailPoints", string.Create(CultureInfo.InvariantCulture, $"{point}={random.Next(1, mostHits + 1)}")));

            await StartArmedAsync();
            await books.OpenShopAsync();
            var market = new Market(program, random);
            await market.TradeThroughAsync(async () =>
            {
                for (var kill = 1; kill <= kills; kill++)
                {
                    await program.Exited.WaitAsync(Limit);
                    await (kill < kills ? StartArmedAsync() : program.StartAsync());
                }
            });
            await CheckAsync(program, books, market);
        }
    }

    [Fact]
    public async Task Kills_at_any_moment_under_load_lose_double_and_leave_nothing()
    {
        var random = Start("any moment");
        await using var program = new MarketplaceProgram();
        var books = new Books(program);
        foreach (var kills in CrashSettings.Rounds())
        {
            await program.StartAsync();
            await books.OpenShopAsync();
            var market = new Market(program, random);
            await market.TradeThroughAsync(async () =>
            {
                for (var kill = 0; kill < kills; kill++)
                {
                    await Task.Delay(random.Next(200, 2_000));
                    await program.KillAsync();
                    await program.StartAsync();
                }

                await Task.Delay(500);
            });
            await CheckAsync(program, books, market);
        }
    }

    public static TheoryData<string, int> FailPoints() => new()
    {
        { "cart.frozen", Common },
        { "order.placed", Common },
        { "order.reserved", Common },
        { "order.trimmed", Rare },
        { "order.captured", Common },
        { "order.awaiting", Rare },
        { "order.paid", Common },
        { "cart.taken", Common },
        { "order.told", Common },
        { "order.cancelling", Rare },
        { "order.voided", Rare },
        { "order.released", Rare },
        { "order.ended", Rare },
        { "order.withdrawing", Rare },
        { "order.withdrawn", Rare },
        { "order.part-repaid", Rare },
    };

    private Random Start(string what)
    {
        output.WriteLine($"seed {CrashSettings.Seed}, {CrashSettings.Kills} kills at {what}");
        return new Random(CrashSettings.Seed);
    }

    /// <summary>
    /// Once more it is killed, right after the last answer: what reads the log is behind it then. What it has when it is back is checked,
    /// and keeps being so when clients repeat what they asked.
    /// </summary>
    private async Task CheckAsync(MarketplaceProgram program, Books books, Market market)
    {
        await program.KillAsync();
        var behind = ModelFile.Rows(program.DataDirectory, "orders");
        await program.StartAsync();
        await books.CheckAsync(market);
        await market.RepeatAsync();
        await books.CheckFiguresAsync();
        behind = ModelFile.Rows(program.DataDirectory, "orders") - behind;
        output.WriteLine($"{market}; {behind} rows of the lists were missing at the last kill");
        await program.KillAsync();
    }
}
