using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Stock;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Grains.Tests.Races;

public sealed class EverythingAtOnceTests : IAsyncLifetime
{
    private readonly SweepsSeen _sweeps = new();
    private GrainsFixture _fixture = null!;
    private Shop _shop = null!;

    // Items ask about what is reserved for as long as a checkout takes.
    public async ValueTask InitializeAsync()
    {
        _fixture = await GrainsFixture.StartAsync(configure: silo =>
        {
            silo.Services.Configure<StockOptions>(stock => stock.AskAfter = TimeSpan.FromMilliseconds(20));
            silo.AddIncomingGrainCallFilter(_sweeps);
        });
        _shop = new(_fixture);
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Decline_cancel_sweep_late_news_and_forgetting_at_once_end_every_order_once()
    {
        string[] products = ["a", "b"];
        foreach (var product in products)
            await _shop.OfferAsync(product, 10_000);
        string[] vouchers = ["few", "many"];
        await _shop.IssueAsync("few", new VoucherTerms { Discount = Samples.Brl(7.77m), Limit = 25 });
        await _shop.IssueAsync("many", new VoucherTerms { Percent = 12.5m });

        await Rounds.RunAsync(200, async (round, random) =>
        {
            var cart = $"all-{round}";
            await _shop.AddAsync(cart, "a", 2);
            await _shop.AddAsync(cart, "b");
            var order = PublicId.OfOrder(cart, 0);
            var plan = random.Pick(PaymentPlans.Ending);
            var answers = new CheckoutAnswer?[2];
            var taken = vouchers[random.Next(3)..];
            var voucher = random.Pick(vouchers);
            Func<Task>[] disturbances =
            [
                () => _shop.CancelAsync(order),
                () => _shop.CancelAsync(order, "another"),
                () => _shop.Order(order).FateOfLineAsync(1),
                () => _shop.Order(order).FateForCartAsync(),
                () => _shop.Order(order).FateOfVoucherAsync(voucher),
                () => _shop.Order(order).JoinAsync(),
                () => _shop.Voucher(voucher).ReleaseAsync($"an-order-that-never-was-{round}"),
                () => _shop.Voucher(voucher).KeepAsync(order),
                () => _shop.Voucher(voucher).UseAsync(new UseVoucher($"an-order-that-never-comes-{round}", 1)),
                () => Shop.ForgetAsync(_shop.Order(order)),
                () => Shop.ForgetAsync(_shop.Cart(cart)),
                () => Shop.ForgetAsync(_shop.Stock("a")),
                () => Shop.ForgetAsync(_shop.Stock("b")),
                () => _shop.Cart(cart).EmptyAsync(),
                () => Patience.AskAsync(() => _shop.Stock("a").ReleaseAsync("an-order-that-never-was", round)),
            ];
            random.Shuffle(disturbances);

            await Rounds.AtOnceAsync(
                random,
                [
                    async () => answers[0] = await _shop.CheckOutAsync(cart, "k1", plan, vouchers: taken),
                    async () => answers[1] = await _shop.CheckOutAsync(cart, "k1", plan, vouchers: taken),
                    .. disturbances[..random.Next(1, 5)],
                ]);

            // What was acknowledged is one order, whichever number it got.
            Assert.True(answers.Select(answer => answer!.Order?.OrderId).OfType<string>().Distinct().Count() <= 1);
        });

        var orders = await ShopInvariants.CheckAsync(_shop, products.ToDictionary(product => product, _ => 10_000L));
        foreach (var voucher in vouchers)
            await Shop.ForgetAsync(_shop.Voucher(voucher));
        await _fixture.EventuallyAsync(async () => await ShopInvariants.UnlikeAsync(_shop, orders, vouchers));
        Assert.True(_sweeps.Asked > 100, $"Items asked about {_sweeps.Asked} lines.");
        Assert.Contains(orders, order => order.Reason == RefusalCodes.VoucherUsedUp || order.Vouchers.Contains("few"));
        Assert.All(orders.GroupBy(order => order.CartId), made =>
            Assert.True(made.Count(order => order.PaidAt is not null) <= 1, $"{made.Key} was paid twice."));
    }

    /// <summary>Counts what items ask orders.</summary>
    private sealed class SweepsSeen : IIncomingGrainCallFilter
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == nameof(IOrderGrain.FateOfLineAsync) && context.SourceId is { } source && source.Type.ToString() == "stock")
                Interlocked.Increment(ref _asked);
            return context.Invoke();
        }
    }
}
