using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Tests.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Orders;

public sealed class VoucherCheckoutTests(GrainsFixture fixture) : IClassFixture<GrainsFixture>
{
    private readonly Shop _shop = new(fixture);

    [Fact]
    public async Task A_paid_order_costs_less_and_uses_its_vouchers_once()
    {
        await FillAsync("paid", new VoucherTerms { Discount = Samples.Brl(4) });
        await _shop.IssueAsync("paid-2", new VoucherTerms { Percent = 10 });

        var first = await _shop.CheckOutAsync("cart-paid", "k1", vouchers: ["paid", "paid-2"]);
        var again = await _shop.CheckOutAsync("cart-paid", "k1", vouchers: ["paid", "paid-2"]);

        // 30 of goods less 4, less a tenth of 26; 3 of freight.
        Assert.Equal(OrderStatus.Paid, first.Order!.Status);
        Assert.Equal((6.6m, 26.4m), (first.Order.Totals.Discount.Amount, first.Order.Totals.Total.Amount));
        Assert.Equal(["paid", "paid-2"], first.Order.Vouchers);
        Assert.Equal(first.Order.Totals.Total, fixture.Gateway.Records[first.Order.OrderId].Amount);
        Assert.True(again.Replayed);
        Assert.Equal((1, 1), (await UsesAsync("paid"), await UsesAsync("paid-2")));
    }

    [Theory]
    [InlineData(PaymentPlans.Decline)]
    [InlineData(PaymentPlans.DeclineLate)]
    public async Task A_declined_payment_gives_the_use_back(string plan)
    {
        var name = "declined-" + plan;
        await FillAsync(name, new VoucherTerms { Percent = 10, Limit = 1 });

        var answer = await _shop.CheckOutAsync("cart-" + name, "k1", plan, vouchers: name);

        var order = answer.Order!.OrderId;
        await fixture.EventuallyAsync(async () => (await _shop.Order(order).GetAsync())!.Status == OrderStatus.PaymentFailed);
        Assert.Equal(0, await UsesAsync(name));
        Assert.Equal(OrderStatus.Paid, (await _shop.CheckOutAsync("cart-" + name, "k2", vouchers: name)).Order!.Status);
    }

    [Fact]
    public async Task A_cancelled_order_gives_the_use_back_whether_it_was_paid_or_not()
    {
        await FillAsync("repaid", new VoucherTerms { Percent = 10, Limit = 1 });
        var paid = (await _shop.CheckOutAsync("cart-repaid", "k1", vouchers: "repaid")).Order!.OrderId;
        Assert.Equal(1, await UsesAsync("repaid"));

        await _shop.CancelAsync(paid);
        await fixture.EventuallyAsync(async () => (await _shop.Order(paid).GetAsync())!.Status == OrderStatus.Refunded);
        Assert.Equal(0, await UsesAsync("repaid"));

        await _shop.AddAsync("cart-repaid", "a-repaid");
        var pending = (await _shop.CheckOutAsync("cart-repaid", "k2", PaymentPlans.Pending, vouchers: "repaid")).Order!.OrderId;
        Assert.Equal(1, await UsesAsync("repaid"));
        await _shop.CancelAsync(pending);
        Assert.Equal(0, await UsesAsync("repaid"));
    }

    [Fact]
    public async Task An_order_of_which_a_part_is_taken_back_keeps_its_voucher_and_repays_the_part_less_its_share()
    {
        await FillAsync("part", new VoucherTerms { Discount = Samples.Brl(4) });
        var order = (await _shop.CheckOutAsync("cart-part", "k1", vouchers: "part")).Order!;
        var shipped = PublicId.OfPackage(order.OrderId, order.Sellers().IndexOf("seller-a"));
        await fixture.EventuallyAsync(async () => (await _shop.Shipments("seller-a").ShipAsync(
            new Interfaces.Shipments.ShipPackage(shipped, "Correios", null, Samples.Key("ship")))).Succeeded);

        await _shop.CancelAsync(order.OrderId);
        await fixture.EventuallyAsync(async () => (await _shop.Order(order.OrderId).GetAsync())!.Refunded is not null);

        // Of 10 and 20 of goods 1.33 and 2.67 are taken off.
        Assert.Equal(20m - 2.67m + 2m, (await _shop.Order(order.OrderId).GetAsync())!.Refunded!.Value.Amount);
        Assert.Equal(LineFate.Sold, await _shop.Order(order.OrderId).FateOfVoucherAsync("part"));
        Assert.Equal(1, await UsesAsync("part"));
    }

    [Fact]
    public async Task A_line_that_is_sold_out_gives_the_use_back()
    {
        await FillAsync("sold-out", new VoucherTerms { Percent = 10 });
        await _shop.Cart("cart-sold-out").SetItemAsync(new SetCartItem("seller-a", "a-sold-out", 1_000));

        var answer = await _shop.CheckOutAsync("cart-sold-out", "k1", vouchers: "sold-out");

        Assert.Equal(RefusalCodes.StockInsufficient, answer.Refusal!.Code);
        Assert.Empty(answer.VoucherProblems);
        Assert.Equal(0, await UsesAsync("sold-out"));
    }

    [Fact]
    public async Task A_voucher_that_cannot_be_used_neither_uses_the_key_up_nor_holds_the_cart()
    {
        await FillAsync("refused", new VoucherTerms { Percent = 10, Status = VoucherStatus.Disabled });

        var disabled = await _shop.CheckOutAsync("cart-refused", "k1", vouchers: ["refused", "no-such"]);
        Assert.True((await _shop.Cart("cart-refused").SetItemAsync(new SetCartItem("seller-b", "b-refused", 1))).Succeeded);
        await _shop.IssueAsync("refused", new VoucherTerms { Percent = 10 });
        var paid = await _shop.CheckOutAsync("cart-refused", "k1", vouchers: "refused");

        Assert.Equal(RefusalCodes.VoucherDisabled, disabled.Refusal!.Code);
        Assert.Equal(
            [new VoucherProblem(0, "refused", RefusalCodes.VoucherDisabled), new VoucherProblem(1, "no-such", RefusalCodes.VoucherUnknown)],
            disabled.VoucherProblems);
        Assert.Equal(OrderStatus.Paid, paid.Order!.Status);
    }

    [Fact]
    public async Task One_that_was_used_up_since_it_was_priced_rejects_the_order_and_leaves_the_winner_its_use()
    {
        await FillAsync("raced", new VoucherTerms { Percent = 10, Limit = 1 });
        await _shop.AddAsync("cart-winner", "a-raced");
        var command = Place("raced-by-hand", "raced");
        var winner = await _shop.CheckOutAsync("cart-winner", "k1", vouchers: "raced");

        var loser = await _shop.Order(PublicId.OfOrder(command.CartKey, 0)).CheckoutAsync(command);

        var order = loser.Value!;
        Assert.Equal((OrderStatus.Rejected, RefusalCodes.VoucherUsedUp), (order.Status, order.Reason));
        Assert.Equal(RefusalCodes.VoucherUsedUp, CheckoutAnswer.Of(order, [], replayed: false).Refusal!.Code);
        Assert.Equal(OrderStatus.Paid, winner.Order!.Status);
        Assert.Equal(1, await UsesAsync("raced"));
        Assert.Equal(LineFate.Released, await _shop.Order(order.OrderId).FateOfVoucherAsync("raced"));
        Assert.Equal(PaymentState.Voided, fixture.Gateway.Records[order.OrderId].State);
    }

    [Fact]
    public async Task One_that_changed_since_it_was_priced_rejects_the_order()
    {
        await FillAsync("changed", new VoucherTerms { Percent = 10 });
        var command = Place("changed-by-hand", "changed");
        await _shop.IssueAsync("changed", new VoucherTerms { Percent = 5 });

        var order = (await _shop.Order(PublicId.OfOrder(command.CartKey, 0)).CheckoutAsync(command)).Value!;

        Assert.Equal(RefusalCodes.VoucherChanged, order.Reason);
        Assert.Equal(0, await UsesAsync("changed"));
    }

    [Theory]
    [InlineData("twice", "twice")]
    [InlineData("1", "2", "3", "4", "5", "6")]
    public async Task More_than_five_or_one_twice_is_refused(params string[] vouchers)
    {
        await FillAsync("many", new VoucherTerms { Percent = 10 });

        var answer = await _shop.CheckOutAsync("cart-many", "k1", vouchers: vouchers);

        Assert.Equal((RefusalCodes.ValueInvalid, "vouchers"), (answer.Refusal!.Code, answer.Refusal.Param));
    }

    [Fact]
    public async Task An_order_that_was_asked_about_before_it_came_never_comes()
    {
        var order = PublicId.OfOrder("cart-never", 0);

        Assert.Equal(LineFate.Released, await _shop.Order(order).FateOfVoucherAsync("any"));

        Assert.Equal(RefusalCodes.OrderNever, (await _shop.Order(order).CheckoutAsync(Place("never", "any"))).Refusal!.Code);
    }

    /// <summary>A cart with 10 and 20 of goods of two sellers, and a voucher.</summary>
    private async Task FillAsync(string name, VoucherTerms terms)
    {
        await _shop.OfferAsync("a-" + name, 100);
        await _shop.OfferAsync("b-" + name, 100);
        await _shop.AddAsync("cart-" + name, "a-" + name);
        await _shop.AddAsync("cart-" + name, "b-" + name, 2);
        await _shop.IssueAsync(name, terms);
    }

    /// <summary>What a cart that has priced a voucher at its first version sends to its order.</summary>
    private static PlaceOrder Place(string cart, string voucher) => Samples.Place() with
    {
        CartKey = "cart-" + cart,
        Checkout = 0,
        Lines = [Samples.Line("seller-a", "a-" + voucher) with { ProductRevision = long.MaxValue }],
        Vouchers = [new OrderVoucher(voucher, 1)],
    };

    private async Task<long> UsesAsync(string voucher) => (await _shop.Voucher(voucher).GetAsync())!.Uses;
}
