using System.Collections.Concurrent;
using System.Globalization;
using Marketplace.Crash.Tests.Hosting;
using Marketplace.Crash.Tests.Shop;

namespace Marketplace.Crash.Tests;

/// <summary>
/// SIGKILL of the real program, at each step of a checkout and at any moment under load. Afterwards what buyers were told, what the
/// marketplace has and what the gateway took must agree.
/// </summary>
public sealed class CheckoutCrashTests(ITestOutputHelper output)
{
    private const int Buyers = 8;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Theory]
    [MemberData(nameof(FailPoints))]
    public async Task A_kill_at_a_step_of_a_checkout_loses_doubles_and_leaves_nothing(string point)
    {
        var random = Start(point);
        await using var program = new MarketplaceProgram();
        await program.StartAsync();
        await Catalogue.OpenAsync(program);
        await program.KillAsync();

        var purchases = new ConcurrentBag<Purchase>();
        for (var kill = 0; kill < CrashSettings.Kills; kill++)
        {
            var hit = random.Next(1, 30);
            await program.StartAsync(("Marketplace:FailPoints", string.Create(CultureInfo.InvariantCulture, $"{point}={hit}")));
            await BuyThroughAsync(program, random, purchases, async () =>
            {
                await program.Exited.WaitAsync(Limit);
                await program.StartAsync();
            });
            await program.KillAsync();
        }

        await program.StartAsync();
        await Books.CheckAsync(program, purchases);
        output.WriteLine($"{purchases.Count} purchases, {purchases.Count(purchase => purchase.Tries > 1)} of them answered after a crash");
    }

    [Fact]
    public async Task Kills_at_any_moment_under_load_lose_double_and_leave_nothing()
    {
        var random = Start("any moment");
        await using var program = new MarketplaceProgram();
        await program.StartAsync();
        await Catalogue.OpenAsync(program);

        var purchases = new ConcurrentBag<Purchase>();
        await BuyThroughAsync(program, random, purchases, async () =>
        {
            for (var kill = 0; kill < CrashSettings.Kills; kill++)
            {
                await Task.Delay(random.Next(200, 2_000));
                await program.KillAsync();
                await program.StartAsync();
            }

            await Task.Delay(500);
        });

        await Books.CheckAsync(program, purchases);
        await RepeatAsync(program, purchases);
        output.WriteLine($"{purchases.Count} purchases, {purchases.Count(purchase => purchase.Tries > 1)} of them answered after a crash");
    }

    public static TheoryData<string> FailPoints()
        =>
        [
            "cart.frozen", "order.placed", "order.reserved", "order.captured", "order.awaiting", "order.paid", "cart.taken", "order.told",
            "order.cancelling", "order.voided", "order.released", "order.ended",
        ];

    private Random Start(string what)
    {
        output.WriteLine($"seed {CrashSettings.Seed}, {CrashSettings.Kills} kills at {what}");
        return new Random(CrashSettings.Seed);
    }

    private static async Task BuyThroughAsync(
        MarketplaceProgram program, Random random, ConcurrentBag<Purchase> purchases, Func<Task> trouble)
    {
        using var stop = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource(Limit);
        var run = random.Next();
        var buyers = Enumerable.Range(0, Buyers)
            .Select(number => new Buyer(program, string.Create(CultureInfo.InvariantCulture, $"buyer-{run}-{number}"), random.Next(), purchases))
            .Select(buyer => buyer.BuyAsync(stop.Token, giveUp.Token))
            .ToArray();
        try
        {
            await trouble();
        }
        finally
        {
            await stop.CancelAsync();
        }

        await Task.WhenAll(buyers);
    }

    /// <summary>A client that comes back with a key it used gets the order it has, not another.</summary>
    private static async Task RepeatAsync(MarketplaceProgram program, ConcurrentBag<Purchase> purchases)
    {
        var buyer = new Buyer(program, "again", 0, []);
        foreach (var purchase in purchases.Where(purchase => purchase.Status == "paid").Take(50))
        {
            var answer = await buyer.SendAsync(
                HttpMethod.Post, $"/v1/carts/{purchase.CartId}/checkout", purchase.Body, purchase.Key, CancellationToken.None);
            Assert.Equal(purchase.OrderId, answer.Body.GetProperty("orderId").GetString());
        }

        await Books.CheckAsync(program, purchases);
    }
}
