using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Grains.Tests.Races;

public sealed class ClockJumpTests
{
    private const int Rounds = 200;

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_keep_an_order_from_its_payment()
    {
        JumpingClock clock = null!;
        await using var fixture = await StartAsync(jumping => clock = jumping);
        var shop = new Shop(fixture);
        await shop.OfferAsync("a", 10);
        await shop.AddAsync("cart", "a");
        var order = (await shop.CheckOutAsync("cart", "k", PaymentPlans.Pending)).Order!;
        Assert.Equal(OrderStatus.AwaitingPayment, order.Status);

        clock.Jump(TimeSpan.FromHours(-5));
        fixture.Gateway.Decide(order.OrderId, PaymentState.Captured);

        // It asks again after some seconds, not after as many hours as the clock was set back by.
        var passed = TimeSpan.Zero;
        var step = TimeSpan.FromMilliseconds(500);
        while ((await shop.Order(order.OrderId).GetAsync())!.Status != OrderStatus.Paid)
        {
            Assert.True(passed < TimeSpan.FromMinutes(2), $"Not paid after {passed}.");
            fixture.Time!.Advance(step);
            passed += step;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_does_not_have_an_adjustment_applied_twice()
    {
        JumpingClock clock = null!;
        await using var fixture = await StartAsync(jumping => clock = jumping);
        var item = fixture.Grains.GetGrain<IStockGrain>("s/adjusted");
        await item.SetAsync(new() { OnHand = 10 });
        await item.AdjustAsync(new(5, null, Samples.Key("first")));

        clock.Jump(TimeSpan.FromHours(30));
        await item.AdjustAsync(new(1, null, Samples.Key("second")));
        clock.Jump(TimeSpan.FromHours(-30));
        var again = await item.AdjustAsync(new(5, null, Samples.Key("first")));

        Assert.True(again.Replayed);
        Assert.Equal(16, (await item.GetAsync())!.OnHand);
    }

    [Fact]
    public async Task While_the_clock_jumps_ahead_and_back_every_order_ends_once_and_every_unit_finds_its_place()
    {
        JumpingClock clock = null!;
        await using var fixture = await StartAsync(jumping => clock = jumping);
        var shop = new Shop(fixture);
        string[] products = ["a", "b", "c"];
        foreach (var product in products)
            await shop.OfferAsync(product, product == "c" ? 40 : 10_000);

        using var racing = new CancellationTokenSource();
        var jumping = JumpAsync(fixture, clock, racing.Token);
        await Races.Rounds.RunAsync(Rounds, async (round, random) =>
        {
            var cart = $"clock-{round}";
            var order = PublicId.OfOrder(cart, 0);
            await Patience.AskAsync(() => shop.AddAsync(cart, "a", 2));
            await Patience.AskAsync(() => shop.AddAsync(cart, random.Pick("b", "c")));
            var plan = random.Pick(PaymentPlans.Ending);
            var answers = new CheckoutAnswer?[2];
            Func<Task>[] disturbances =
            [
                () => Patience.AskAsync(() => shop.CancelAsync(order)),
                () => Patience.AskAsync(() => shop.Order(order).FateOfLineAsync(0)),
                () => Shop.ForgetAsync(shop.Order(order)),
                () => Shop.ForgetAsync(shop.Cart(cart)),
                () => Shop.ForgetAsync(shop.Stock("a")),
            ];
            random.Shuffle(disturbances);
            await Races.Rounds.AtOnceAsync(
                random,
                [
                    async () => answers[0] = await Patience.AskAsync(() => shop.CheckOutAsync(cart, "k1", plan)),
                    async () => answers[1] = await Patience.AskAsync(() => shop.CheckOutAsync(cart, "k1", plan)),
                    .. disturbances[..random.Next(3)],
                ]);
            Assert.True(answers.Select(answer => answer!.Order?.OrderId).OfType<string>().Distinct().Count() <= 1);
        });
        await racing.CancelAsync();
        await jumping;

        // The next process has another clock: what is stored may be of its future.
        await fixture.RestartAsync();
        var orders = await ShopInvariants.CheckAsync(
            shop, products.ToDictionary(product => product, product => product == "c" ? 40L : 10_000L));
        Assert.All(orders.GroupBy(order => order.CartId), made =>
            Assert.True(made.Count(order => order.PaidAt is not null) <= 1, $"{made.Key} was paid twice."));
        Assert.Contains(orders, order => order.Status == OrderStatus.Paid);
    }

    /// <summary>Time passes in steps of up to a minute and a half; the clock jumps by hours, and now and then by days.</summary>
    private static async Task JumpAsync(GrainsFixture fixture, JumpingClock clock, CancellationToken end)
    {
        var random = new Random(Races.Rounds.Seed());
        while (!end.IsCancellationRequested)
        {
            switch (random.Next(8))
            {
                case 0:
                    clock.Jump(TimeSpan.FromHours(random.Next(-5, 6)));
                    break;
                case 1:
                    clock.Jump(TimeSpan.FromDays(random.Pick(-2, 2)));
                    break;
                case 2:
                    fixture.Time!.Advance(TimeSpan.FromSeconds(random.Next(90)));
                    break;
                default:
                    fixture.Time!.Advance(TimeSpan.FromMilliseconds(random.Next(500)));
                    break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 8)), CancellationToken.None);
        }
    }

    private static Task<GrainsFixture> StartAsync(Action<JumpingClock> started) => GrainsFixture.StartAsync(fakeTime: true, silo =>
    {
        var passing = silo.Services.Last(service => service.ServiceType == typeof(TimeProvider)).ImplementationInstance;
        var clock = new JumpingClock((TimeProvider)passing!);
        silo.Services.AddSingleton<TimeProvider>(new SteadyClock(clock));
        started(clock);
    });
}
