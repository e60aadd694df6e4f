using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Races;

public sealed class CrashTests
{
    private const int Carts = 8;

    [Fact]
    public async Task Cut_off_at_any_commit_every_order_still_ends_once_and_what_was_acknowledged_stands()
    {
        var mortality = new Mortality();
        await using var fixture = await GrainsFixture.StartAsync(configure: silo => Decorate(silo.Services, mortality));
        var shop = new Shop(fixture);
        string[] products = ["a", "b", "c"];
        foreach (var product in products)
            await Patience.AskAsync(() => shop.OfferAsync(product, 1_000));
        var seed = Rounds.Seed();
        var random = new Random(seed);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);

        for (var life = 0; life < 2; life++)
        {
            for (var cart = 0; cart < Carts; cart++)
            {
                var (name, other) = ($"crash-{life}-{cart}", random.Pick("b", "c"));
                await Patience.AskAsync(() => shop.AddAsync(name, "a", 2));
                await Patience.AskAsync(() => shop.AddAsync(name, other));
            }

            // A checkout with two lines and its cart take about six commits.
            mortality.DieAfter(random.Next(Carts * 7), random.Next(2) == 0);
            var plans = Enumerable.Range(0, Carts).Select(_ => random.Pick(PaymentPlans.Ending)).ToArray();
            await Task.WhenAll(Enumerable.Range(0, Carts).Select(cart => TryAsync(shop, $"crash-{life}-{cart}", plans[cart], acknowledged)));
            await fixture.RestartAsync(() => mortality.Revive());
            await Task.WhenAll(Enumerable.Range(0, Carts).Select(cart => TryAsync(shop, $"crash-{life}-{cart}", plans[cart], acknowledged)));
        }

        var orders = await ShopInvariants.CheckAsync(shop, products.ToDictionary(product => product, _ => 1_000L));
        Assert.True(acknowledged.IsSubsetOf(orders.Where(order => order.Status == OrderStatus.Paid).Select(order => order.OrderId)), $"Seed {seed}.");
        Assert.All(orders.GroupBy(order => order.CartId), made =>
            Assert.True(made.Count(order => order.Status == OrderStatus.Paid) <= 1, $"{made.Key} was paid twice; seed {seed}."));
    }

    private static async Task TryAsync(Shop shop, string cart, string plan, HashSet<string> acknowledged)
    {
        try
        {
            var answer = await shop.CheckOutAsync(cart, "k1", plan);
            if (answer.Order is not { Status: OrderStatus.Paid } order)
                return;
            lock (acknowledged)
                acknowledged.Add(order.OrderId);
        }
        catch (Exception exception) when (exception is EntityUnavailableException or EntityStoreException or TimeoutException)
        {
            // Nobody heard; what became of it is what the test is about.
        }
    }

    private static void Decorate(IServiceCollection services, Mortality mortality)
    {
        var real = services.Last(service => service.ServiceType == typeof(IEntityStore));
        services.Remove(real);
        services.AddSingleton<IEntityStore>(
            provider => new MortalStore((IEntityStore)real.ImplementationFactory!(provider), mortality));
        services.Configure<EntityOptions>(options =>
        {
            options.ResumePeriod = TimeSpan.FromMilliseconds(500);
            options.WriteTimeout = TimeSpan.FromMilliseconds(300);
        });
    }
}
