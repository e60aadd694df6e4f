using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Orders;

/// <summary>Orders that wait for somebody, on a clock that stands still: what happens happens without waiting longer.</summary>
public sealed class WaitingOrderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task An_order_that_waits_to_ask_again_asks_at_once_when_it_is_pushed_and_not_when_it_is_resumed()
    {
        await using var fixture = await GrainsFixture.StartAsync(fakeTime: true);
        var (shop, id) = await AwaitingAsync(fixture);
        fixture.Gateway.Decide(id, PaymentState.Captured);

        await fixture.Grains.GetGrain<IResumable>(shop.Order(id).GetGrainId()).ResumeAsync();
        Assert.Equal(OrderStatus.AwaitingPayment, (await shop.Order(id).JoinAsync())!.Status);
        await shop.Order(id).PushAsync();

        Assert.Equal(OrderStatus.Paid, (await shop.Order(id).JoinAsync())!.Status);
    }

    [Fact]
    public async Task A_cancel_while_the_gateway_is_being_asked_waits_no_longer_than_that_question()
    {
        await using var fixture = await GrainsFixture.StartAsync(fakeTime: true);
        var (shop, id) = await AwaitingAsync(fixture);
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        fixture.Gateway.OnFind = _ =>
        {
            asked.TrySetResult();
            return answer.Task;
        };

        await shop.Order(id).PushAsync();
        await asked.Task.WaitAsync(Patience);
        var cancelling = shop.CancelAsync(id);
        await fixture.EventuallyAsync(async () => (await shop.Order(id).GetAsync())!.Status == OrderStatus.Cancelling);
        answer.SetResult();

        Assert.Equal(OrderStatus.Cancelled, (await cancelling.WaitAsync(Patience)).Value!.Status);
    }

    [Fact]
    public async Task An_order_that_was_captured_before_its_silo_died_is_paid_though_stock_does_not_answer()
    {
        await using var fixture = await GrainsFixture.StartAsync(configure: silo => silo.AddIncomingGrainCallFilter(
            call => call.MethodName == nameof(IStockGrain.ReserveAsync) ? throw new TimeoutException("Stock is away.") : call.Invoke()));
        var order = new Shop(fixture).Order("ord_captured");
        fixture.Gateway.Decide("ord_captured", PaymentState.Captured);

        Assert.Equal(OrderStatus.Paid, (await order.CheckoutAsync(Samples.Place())).Value!.Status);
    }

    [Fact]
    public async Task An_order_of_which_nothing_was_captured_ends_where_stock_does_not_answer()
    {
        await using var fixture = await GrainsFixture.StartAsync(configure: silo => silo.AddIncomingGrainCallFilter(
            call => call.MethodName == nameof(IStockGrain.ReserveAsync) ? throw new TimeoutException("Stock is away.") : call.Invoke()));
        var order = new Shop(fixture).Order("ord_silent");

        Assert.Equal(OrderStatus.Rejected, (await order.CheckoutAsync(Samples.Place())).Value!.Status);
        Assert.Equal(PaymentState.Voided, fixture.Gateway.Records["ord_silent"].State);
    }

    private static async Task<(Shop Shop, string Order)> AwaitingAsync(GrainsFixture fixture)
    {
        var shop = new Shop(fixture);
        await shop.OfferAsync("a", 10);
        await shop.AddAsync("cart", "a");
        var placed = await shop.CheckOutAsync("cart", "k", PaymentPlans.Pending);
        Assert.Equal(OrderStatus.AwaitingPayment, placed.Order!.Status);
        return (shop, placed.Order.OrderId);
    }
}
