using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Orders;

public sealed class CheckoutTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task A_checkout_is_one_paid_order_and_its_repetition_the_same()
    {
        await _shop.OfferAsync("a-once", 10);
        await _shop.AddAsync("cart-once", "a-once", 3);

        var first = await _shop.CheckOutAsync("cart-once", "k1");
        var again = await _shop.CheckOutAsync("cart-once", "k1");

        Assert.Equal(OrderStatus.Paid, first.Order!.Status);
        Assert.False(first.Replayed);
        Assert.True(again.Replayed);
        Assert.Equal(first.Order.OrderId, again.Order!.OrderId);
        Assert.Equal(first.Order.OrderId, await _shop.Cart("cart-once").OrderOfAsync("k1"));
        Assert.Empty((await _shop.Cart("cart-once").GetAsync())!.Lines);
        Assert.Equal(RefusalCodes.CartEmpty, (await _shop.CheckOutAsync("cart-once", "k2")).Refusal!.Code);
        await HoldsAsync("a-once", reserved: 0, sold: 3);
    }

    [Fact]
    public async Task A_declined_payment_leaves_everything_in_the_cart_and_uses_the_key_up()
    {
        await _shop.OfferAsync("a-decline", 10);
        await _shop.AddAsync("cart-decline", "a-decline", 3);

        var answer = await _shop.CheckOutAsync("cart-decline", "k1", PaymentPlans.Decline);

        Assert.Equal(RefusalCodes.PaymentDeclined, answer.Refusal!.Code);
        Assert.Equal(OrderStatus.PaymentFailed, answer.Order!.Status);
        Assert.Equal(3, Assert.Single((await _shop.Cart("cart-decline").GetAsync())!.Lines).Quantity);
        await HoldsAsync("a-decline", reserved: 0, sold: 0);
        Assert.True((await _shop.CheckOutAsync("cart-decline", "k1")).Replayed);
        Assert.Equal(OrderStatus.Paid, (await _shop.CheckOutAsync("cart-decline", "k2")).Order!.Status);
    }

    [Fact]
    public async Task A_sold_out_line_rejects_the_checkout_without_using_the_key_up()
    {
        await _shop.OfferAsync("a-plenty", 10);
        await _shop.OfferAsync("b-few", 1);
        await _shop.AddAsync("cart-few", "a-plenty", 1);
        await _shop.AddAsync("cart-few", "b-few", 2);

        var first = await _shop.CheckOutAsync("cart-few", "k1");
        var again = await _shop.CheckOutAsync("cart-few", "k1");

        foreach (var answer in new[] { first, again })
        {
            Assert.Equal(RefusalCodes.StockInsufficient, answer.Refusal!.Code);
            Assert.Equal(new LineProblem("seller-b", "b-few", RefusalCodes.StockInsufficient, 1), Assert.Single(answer.Problems));
        }

        await HoldsAsync("a-plenty", reserved: 0, sold: 0);
        var cart = (await _shop.Cart("cart-few").GetAsync())!;
        Assert.Equal(RefusalCodes.StockInsufficient, cart.Lines.Single(line => line.ProductId == "b-few").Problem);
        Assert.True((await _shop.Cart("cart-few").SetItemAsync(new SetCartItem("seller-b", "b-few", 1))).Succeeded);
        Assert.Equal(OrderStatus.Paid, (await _shop.CheckOutAsync("cart-few", "k1")).Order!.Status);
    }

    [Fact]
    public async Task By_repeating_a_sold_out_line_is_left_out_and_only_nothing_left_is_refused()
    {
        await _shop.OfferAsync("a-left", 10);
        await _shop.OfferAsync("b-gone", 0);
        await _shop.AddAsync("cart-left", "a-left", 2);
        await _shop.AddAsync("cart-left", "b-gone", 1);

        var answer = await _shop.CheckOutAsync("cart-left", "k1", consent: CheckoutConsent.ByRepeating);

        Assert.Equal("a-left", Assert.Single(answer.Order!.Lines).ProductId);
        Assert.Equal(22m, answer.Order.Totals.Total.Amount);
        Assert.Equal("b-gone", Assert.Single(answer.Problems).ProductId);
        Assert.Equal(22m, fixture.Gateway.Records[answer.Order.OrderId].Amount!.Value.Amount);
        Assert.Empty((await _shop.Cart("cart-left").GetAsync())!.Lines);

        await _shop.AddAsync("cart-left", "b-gone", 1);
        var refused = await _shop.CheckOutAsync("cart-left", "k2", consent: CheckoutConsent.ByRepeating);
        Assert.Equal(RefusalCodes.StockInsufficient, refused.Refusal!.Code);
    }

    [Fact]
    public async Task A_changed_price_is_refused_until_the_version_that_shows_it_is_named()
    {
        await _shop.OfferAsync("a-dearer", 10);
        await _shop.AddAsync("cart-dearer", "a-dearer");
        await _shop.OfferAsync("a-dearer", 10, price: 15);
        await fixture.EventuallyAsync(async () =>
            (await _shop.Cart("cart-dearer").GetAsync())!.Lines[0].UnitPrice.Amount == 15m ? null : "The cart shows the old price.");

        var shown = (await _shop.Cart("cart-dearer").GetAsync())!;
        Assert.Equal(10m, shown.Lines[0].OldPrice!.Value.Amount);
        Assert.Equal(RefusalCodes.PriceChanged, (await _shop.CheckOutAsync("cart-dearer", "k1")).Refusal!.Code);
        Assert.Equal(RefusalCodes.PriceChanged, (await _shop.CheckOutAsync("cart-dearer", "k1")).Refusal!.Code);

        var answer = await _shop.CheckOutAsync("cart-dearer", "k1", cartVersion: (await _shop.Cart("cart-dearer").GetAsync())!.Version);
        Assert.Equal(15m, Assert.Single(answer.Order!.Lines).UnitPrice.Amount);
    }

    [Fact]
    public async Task By_repeating_the_second_checkout_pays_the_changed_price()
    {
        await _shop.OfferAsync("a-repeat", 10);
        await _shop.AddAsync("cart-repeat", "a-repeat");
        await _shop.AddAsync("cart-watch", "a-repeat");
        await _shop.OfferAsync("a-repeat", 10, price: 15);

        // Until the silo hears of it, the old price is honoured. Another cart looks: looking shows the price, which is consent here.
        await fixture.EventuallyAsync(async () =>
            (await _shop.Cart("cart-watch").GetAsync())!.Lines[0].UnitPrice.Amount == 15m ? null : "The cart shows the old price.");

        var first = await _shop.CheckOutAsync("cart-repeat", "k1", consent: CheckoutConsent.ByRepeating);
        var second = await _shop.CheckOutAsync("cart-repeat", "k1", consent: CheckoutConsent.ByRepeating);
        Assert.Equal(RefusalCodes.PriceChanged, first.Refusal!.Code);
        Assert.Equal(15m, Assert.Single(second.Order!.Lines).UnitPrice.Amount);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused_and_another_key_names_the_running_order()
    {
        await _shop.OfferAsync("a-keys", 10);
        await _shop.AddAsync("cart-keys", "a-keys");
        var running = await _shop.CheckOutAsync("cart-keys", "k1", PaymentPlans.Pending);
        Assert.Equal(OrderStatus.AwaitingPayment, running.Order!.Status);

        var other = await _shop.CheckOutAsync("cart-keys", "k2");
        Assert.Equal(RefusalCodes.CartCheckedOut, other.Refusal!.Code);
        Assert.Equal(running.Order.OrderId, other.OrderId);
        Assert.True((await _shop.CheckOutAsync("cart-keys", "k1")).Replayed);
        var reused = await _shop.Cart("cart-keys").CheckoutAsync(new CheckoutCart
        {
            Key = Samples.Key("k1", "another body"),
            CustomerId = "ana",
            ShipTo = Samples.Address,
            Payment = Samples.Card(),
        });
        Assert.Equal(RefusalCodes.KeyReused, reused.Refusal!.Code);
        Assert.Equal(
            RefusalCodes.CartCheckedOut, (await _shop.Cart("cart-keys").RemoveItemAsync("seller-a", "a-keys")).Refusal!.Code);

        var cancelled = await _shop.CancelAsync(running.Order.OrderId);
        Assert.Equal(OrderStatus.Cancelled, cancelled.Value!.Status);
        Assert.Equal(PaymentState.Voided, fixture.Gateway.Records[running.Order.OrderId].State);
        Assert.Single((await _shop.Cart("cart-keys").GetAsync())!.Lines);
        await HoldsAsync("a-keys", reserved: 0, sold: 0);
    }

    [Theory]
    [InlineData(PaymentPlans.LoseAnswer, OrderStatus.Paid)]
    [InlineData(PaymentPlans.LoseCall, OrderStatus.Paid)]
    [InlineData(PaymentPlans.ApproveLate, OrderStatus.Paid)]
    [InlineData(PaymentPlans.DeclineLate, OrderStatus.PaymentFailed)]
    public async Task An_unknown_payment_is_asked_for_until_it_is_decided(string plan, OrderStatus end)
    {
        var (product, cart) = ($"a-{plan}", $"cart-{plan}");
        await _shop.OfferAsync(product, 10);
        await _shop.AddAsync(cart, product);

        var answer = await _shop.CheckOutAsync(cart, "k1", plan);

        Assert.Equal(OrderStatus.AwaitingPayment, answer.Order!.Status);
        await fixture.EventuallyAsync(async () =>
            (await _shop.Order(answer.Order.OrderId).GetAsync())!.Status is var status && status == end ? null : $"It is {status}.");
        await fixture.EventuallyAsync(async () =>
            (await _shop.Cart(cart).GetAsync())!.Lines.Length == (end == OrderStatus.Paid ? 0 : 1) ? null : "The cart was not told.");
        await HoldsAsync(product, reserved: 0, sold: end == OrderStatus.Paid ? 1 : 0);
    }

    [Fact]
    public async Task An_order_refuses_a_foreign_checkout_and_one_that_comes_after_it_was_asked_about()
    {
        await _shop.OfferAsync("a-foreign", 10);
        await _shop.AddAsync("cart-foreign", "a-foreign");
        var paid = (await _shop.CheckOutAsync("cart-foreign", "k1")).Order!;

        var foreign = await _shop.Order(paid.OrderId).CheckoutAsync(Samples.Place("k9"));
        var asked = _shop.Order("ord_asked-about");
        Assert.Equal(OrderFate.Never, (await asked.FateForCartAsync()).Fate);
        var late = await asked.CheckoutAsync(Samples.Place());

        Assert.Equal(RefusalCodes.CartCheckedOut, foreign.Refusal!.Code);
        Assert.Equal(RefusalCodes.OrderNever, late.Refusal!.Code);
        Assert.Null(await asked.GetAsync());
    }

    [Fact]
    public async Task A_checkout_whose_order_was_asked_about_first_is_made_under_the_next_number()
    {
        await _shop.OfferAsync("a-never", 10);
        await _shop.AddAsync("cart-never", "a-never");
        await _shop.Order(PublicId.OfOrder("cart-never", 0)).FateOfLineAsync(0);

        var answer = await _shop.CheckOutAsync("cart-never", "k1");

        Assert.Equal(PublicId.OfOrder("cart-never", 1), answer.Order!.OrderId);
        Assert.Equal(OrderStatus.Paid, answer.Order.Status);
    }

    [Fact]
    public async Task A_cart_that_comes_back_asks_whether_its_lines_were_ordered()
    {
        await _shop.OfferAsync("a-back", 10);
        await _shop.AddAsync("cart-back", "a-back", 2);
        var running = await _shop.CheckOutAsync("cart-back", "k1", PaymentPlans.Pending);
        await Shop.ForgetAsync(_shop.Cart("cart-back"));

        await _shop.AddAsync("cart-back", "a-back", 1);
        var cart = (await _shop.Cart("cart-back").GetAsync())!;

        Assert.Equal(running.Order!.OrderId, cart.CheckingOutAs);
        Assert.Equal(3, Assert.Single(cart.Lines).Quantity);
        Assert.True(cart.Lines[0].CheckingOut);
        await _shop.CancelAsync(running.Order.OrderId);
        Assert.Equal(3, Assert.Single((await _shop.Cart("cart-back").GetAsync())!.Lines).Quantity);

        await Shop.ForgetAsync(_shop.Cart("cart-back"));
        Assert.Equal(33m, (await _shop.CheckOutAsync("cart-back", "k2")).Order!.Totals.Total.Amount);
    }

    [Fact]
    public async Task A_cart_that_leaves_memory_while_its_order_is_paid_does_not_keep_the_answer_from_the_buyer()
    {
        // The cart waits for its order, its leaving for the cart, and the order's news for the leaving.
        await using var own = await GrainsFixture.StartAsync();
        var shop = new Shop(own);
        await shop.OfferAsync("a", 10);
        await shop.AddAsync("cart", "a");
        var (isAsked, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        own.Gateway.OnCapture = async _ =>
        {
            isAsked.TrySetResult();
            await goOn.Task;
            return PaymentState.Captured;
        };

        var checkout = shop.CheckOutAsync("cart", "k1");
        await isAsked.Task;
        await Shop.ForgetAsync(shop.Cart("cart"));
        await Task.Delay(100, TestContext.Current.CancellationToken);
        goOn.SetResult();

        // Those who ask after that are passed on to the next activation together with the order's news, and must not fail with it.
        List<Task<CartView?>> readings = [];
        while (!checkout.IsCompleted)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            readings.Add(shop.Cart("cart").GetAsync());
        }

        var answer = await checkout;
        Assert.Equal(OrderStatus.Paid, answer.Order!.Status);
        Assert.All(await Task.WhenAll(readings), cart => Assert.Empty(cart!.Lines));
        Assert.Empty((await shop.Cart("cart").GetAsync())!.Lines);
        Assert.Equal(answer.Order.OrderId, await shop.Cart("cart").OrderOfAsync("k1"));
    }

    private Task HoldsAsync(string product, long reserved, long sold) => fixture.EventuallyAsync(async () =>
    {
        var level = (await _shop.Stock(product).GetAsync())!;
        return (level.Reserved, level.Sold) == (reserved, sold) ? null : level.ToString();
    });
}
