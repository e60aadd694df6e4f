using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Races;

public sealed class RepeatedCheckoutTests
{
    [Fact]
    public async Task Who_repeats_a_checkout_whose_payment_was_not_written_down_though_the_cart_heard_of_it_waits_until_it_is()
    {
        var (order, wasCutOff) = (PublicId.OfOrder("cart", 0), 0);
        await using var fixture = await GrainsFixture.StartAsync(configure: silo =>
        {
            var real = silo.Services.Last(service => service.ServiceType == typeof(IEntityStore));
            silo.Services.Remove(real);
            silo.Services.AddSingleton<IEntityStore>(provider => new SlowStore((IEntityStore)real.ImplementationFactory!(provider), CutOffAsync));
            silo.Services.Configure<EntityOptions>(options => options.WriteTimeout = TimeSpan.FromSeconds(1));
        });
        var shop = new Shop(fixture);
        await shop.OfferAsync("a", 10);
        await shop.AddAsync("cart", "a");

        await Assert.ThrowsAnyAsync<Exception>(() => shop.CheckOutAsync("cart", "k"));
        Assert.Empty((await shop.Cart("cart").GetAsync())!.Lines);
        var repeated = await shop.CheckOutAsync("cart", "k");

        Assert.Equal(OrderStatus.Paid, repeated.Order?.Status);

        // The order's second commit is its payment; the first try of it comes nowhere.
        Task CutOffAsync(EntityCommit commit)
            => commit.Key.Id == order && commit.ExpectedVersion == 1 && Interlocked.Exchange(ref wasCutOff, 1) == 0
                ? new TaskCompletionSource().Task
                : Task.CompletedTask;
    }
}
