using Marketplace.Crash.Tests.Checks;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests;

/// <summary>Rounds of trade in which one program is killed, each with a check of everything after it.</summary>
internal sealed class CrashRounds(MarketplaceProgram program, Random random, ITestOutputHelper output)
{
    private readonly Books _books = new(program);

    /// <summary>One round.</summary>
    /// <param name="start">Starts the program for the trade.</param>
    /// <param name="kill">Kills it while buyers trade, and leaves it running.</param>
    public async Task RunAsync(Func<Task> start, Func<Task> kill)
    {
        await start();
        await _books.OpenShopAsync();
        var market = new Market(program, random);
        await market.TradeThroughAsync(kill);
        await CheckAsync(market);
    }

    /// <summary>Rounds with kills at any moment.</summary>
    public async Task RunAtAnyMomentAsync(IEnumerable<int> rounds)
    {
        foreach (var kills in rounds)
        {
            await RunAsync(() => program.StartAsync(), async () =>
            {
                for (var kill = 0; kill < kills; kill++)
                {
                    await Task.Delay(random.Next(200, 2_000));
                    await program.KillAsync();
                    await program.StartAsync();
                }

                await Task.Delay(500);
            });
        }
    }

    /// <summary>
    /// Once more it is killed, right after the last answer: what reads the log is behind it then. What it has when it is back is checked,
    /// and keeps being so when clients repeat what they asked.
    /// </summary>
    private async Task CheckAsync(Market market)
    {
        await program.KillAsync();
        var behind = ModelFile.Rows(program.DataDirectory, "orders");
        await program.StartAsync();
        await _books.CheckAsync(market);
        await market.RepeatAsync();
        await _books.CheckFiguresAsync();
        behind = ModelFile.Rows(program.DataDirectory, "orders") - behind;
        output.WriteLine($"{market}; {behind} rows of the lists were missing at the last kill");
        await program.KillAsync();
    }
}
