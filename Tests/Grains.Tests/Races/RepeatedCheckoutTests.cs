using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Races;

public sealed class RepeatedCheckoutTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Who_repeats_a_checkout_while_its_payment_is_being_written_down_waits_for_that()
    {
        var (order, cartIsTold, mayBePaid) = (PublicId.OfOrder("cart", 0), new TaskCompletionSource(), new TaskCompletionSource());
        await using var fixture = await GrainsFixture.StartAsync(configure: silo =>
        {
            var real = silo.Services.Last(service => service.ServiceType == typeof(IEntityStore));
            silo.Services.Remove(real);
            silo.Services.AddSingleton<IEntityStore>(provider => new SlowStore((IEntityStore)real.ImplementationFactory!(provider), HoldAsync));
        });
        var shop = new Shop(fixture);
        await shop.OfferAsync("a", 10);
        await shop.AddAsync("cart", "a");

        var first = shop.CheckOutAsync("cart", "k");
        await cartIsTold.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await fixture.EventuallyAsync(async () => (await shop.Cart("cart").GetAsync())?.Lines.Length == 0);
        var repeated = shop.CheckOutAsync("cart", "k");
        await Task.WhenAny(repeated, Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken));
        mayBePaid.SetResult();

        Assert.Equal(OrderStatus.Paid, (await repeated).Order?.Status);
        Assert.Equal(OrderStatus.Paid, (await first).Order?.Status);

        // The order's second commit is its payment; the cart's second, that it was told.
        Task HoldAsync(EntityCommit commit)
        {
            if (commit.Key.Id == "cart" && commit.ExpectedVersion == 1)
                cartIsTold.TrySetResult();
            return commit.Key.Id == order && commit.ExpectedVersion == 1 ? mayBePaid.Task : Task.CompletedTask;
        }
    }
}
