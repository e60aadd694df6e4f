using System.Collections.Concurrent;
using System.Globalization;
using Marketplace.Crash.Tests.Hosting;

namespace Marketplace.Crash.Tests.Shop;

/// <summary>Buyers of both worlds, at once, through whatever happens to the program.</summary>
internal sealed class Market(MarketplaceProgram program, Random random)
{
    // From the end of what happens on.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly int _run = random.Next(1, 10_000_000);

    /// <summary>How many buy in the shop.</summary>
    public int Buyers { get; init; } = 8;

    /// <summary>How many buy under the benchmark's prefix.</summary>
    public int BenchmarkCustomers { get; init; } = 2;

    /// <summary>How long their requests take.</summary>
    public RequestTimings Timings { get; } = new();

    public ConcurrentBag<Purchase> Purchases { get; } = [];

    public ConcurrentBag<BenchmarkCheckout> BenchmarkCheckouts { get; } = [];

    /// <summary>Trades while something happens, and then until all have what they asked for.</summary>
    public async Task TradeThroughAsync(Func<Task> trouble)
    {
        using var stop = new CancellationTokenSource();
        using var giveUp = new CancellationTokenSource();
        var client = new PatientClient(program.Http, giveUp.Token, Timings);
        Task[] trading =
        [
            .. Enumerable.Range(0, Buyers)
                .Select(number => new Buyer(client, string.Create(CultureInfo.InvariantCulture, $"buyer-{_run}-{number}"), random.Next(), Purchases))
                .Select(buyer => buyer.BuyAsync(stop.Token)),
            .. Enumerable.Range(0, BenchmarkCustomers)
                .Select(number => new BenchmarkCustomer(client, (_run * BenchmarkCustomers) + number, random.Next(), BenchmarkCheckouts))
                .Select(customer => customer.BuyAsync(stop.Token)),
        ];
        try
        {
            // Nobody stops before they are told to: who does has failed.
            await Task.WhenAny([trouble(), .. trading]).Unwrap();
        }
        finally
        {
            await stop.CancelAsync();
            giveUp.CancelAfter(Limit);
        }

        // Whoever comes back to a program that has ended by itself would come for as long as the limit.
        var traded = Task.WhenAll(trading);
        if (await Task.WhenAny(traded, program.Exited) != traded)
            Assert.Fail($"The program has ended:\n{program.Output}");
        await traded;
    }

    /// <summary>A client that comes back with a key it used gets the order it has, not another. What was sold out may be bought by now.</summary>
    public async Task RepeatAsync()
    {
        using var giveUp = new CancellationTokenSource(Limit);
        var client = new PatientClient(program.Http, giveUp.Token);
        foreach (var purchase in Purchases.Where(purchase => purchase.Status is "paid" or "awaitingPayment" or "payment.declined").Take(20))
        {
            var answer = await client.SendAsync(
                HttpMethod.Post, $"/v1/carts/{purchase.CartId}/checkout", purchase.Body, purchase.Key);
            if (purchase.Status == "paid")
                Assert.Equal(purchase.OrderId, answer.Text("orderId"));
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Purchases.Count} purchases, {Purchases.Count(purchase => purchase.Tries > 1)} of them answered after a crash, {Purchases.Count(purchase => purchase.Cancelled is not null)} to be cancelled; {BenchmarkCheckouts.Count} of the benchmark");
}
