using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Decisions;
using Marketplace.Grains.Tests.Common;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Marketplace.Grains.Tests.Orders.Decisions;

/// <summary>What an order says to its vouchers, and what it has of them.</summary>
public sealed class OrderVouchersTests
{
    private static readonly PlaceOrder Command = Samples.Place() with { Vouchers = [new OrderVoucher("v1", 1), new OrderVoucher("v2", 4)] };

    [Fact]
    public void A_use_is_kept_as_long_as_the_order_goes_on_and_for_good_when_it_is_paid()
    {
        Assert.Equal(LineFate.Running, OrderFates.OfVoucher(OrderDraft.Placed(Command).State!, "v2"));
        Assert.Equal(LineFate.Sold, OrderFates.OfVoucher(OrderDraft.Paid(Command).State!, "v2"));
        Assert.Equal(LineFate.Released, OrderFates.OfVoucher(OrderDraft.Paid(Command).State!, "v3"));
    }

    [Fact]
    public void One_that_ends_without_goods_gives_its_uses_back_itself_before_its_end()
    {
        var draft = OrderDraft.Placed(Command);
        draft.Run(new EndRequest(OrderEndCause.Declined), OrderEndings.Begin);

        Assert.Equal(LineFate.Running, OrderFates.OfVoucher(draft.State!, "v1"));
        draft.Run((OrderDraft.Names, Interfaces.Payments.PaymentState.Declined), OrderEndings.End);
        Assert.Equal(LineFate.Released, OrderFates.OfVoucher(draft.State!, "v1"));
    }

    [Fact]
    public void While_its_packages_are_taken_back_it_is_open_whether_anything_stays_sold()
    {
        var draft = OrderDraft.Paid(Command);
        draft.Run(new CancelOrder(null, Samples.Key("cancel")), OrderCancelling.Request);

        Assert.Equal(LineFate.Running, OrderFates.OfVoucher(draft.State!, "v1"));
        draft.Run(((System.Collections.Immutable.ImmutableArray<string>)["s1"], false), OrderCancelling.Withdrawn);
        Assert.Equal(LineFate.Sold, OrderFates.OfVoucher(draft.State!, "v1"));
    }

    [Fact]
    public void One_that_never_came_uses_nothing()
        => Assert.Equal(LineFate.Released, OrderFates.OfVoucher(new OrderState { Status = OrderStatus.Never }, "v1"));

    [Fact]
    public void A_line_and_a_voucher_that_cannot_be_had_are_both_named()
    {
        var shortage = new Shortage([0], [new LineProblem("s1", "p1", RefusalCodes.StockInsufficient, 1)], IsUnreachable: false, IsOnlySoldOut: true);
        VoucherProblem[] vouchers = [new(1, "v2", RefusalCodes.VoucherUsedUp)];

        var both = OrderEndings.Refuse(shortage, [.. vouchers]);
        var one = OrderEndings.Refuse(null, [.. vouchers]);
        var silent = OrderEndings.Refuse(null, [new(0, "v1", RefusalCodes.VoucherUnreachable)]);

        Assert.Equal((OrderEndCause.Rejected, RefusalCodes.StockInsufficient), (both.Cause, both.Reason));
        Assert.Equal((OrderEndCause.Rejected, RefusalCodes.VoucherUsedUp), (one.Cause, one.Reason));
        Assert.Equal((OrderEndCause.Unreachable, RefusalCodes.VoucherUnreachable), (silent.Cause, silent.Reason));
        var draft = OrderDraft.Placed(Command);
        draft.Run(both, OrderEndings.Begin);
        Assert.Equal(vouchers, draft.State!.VoucherProblems);
    }

    [Fact]
    public void What_a_build_wrote_that_knew_of_no_vouchers_has_none()
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer<OrderState>>();
        var old = OrderDraft.Placed(Samples.Place() with { Vouchers = default }).State! with { VoucherProblems = default };

        var read = serializer.Deserialize(serializer.SerializeToArray(old));

        Assert.Empty(read!.Vouchers);
        Assert.Empty(OrderViews.Of(read, OrderDraft.Names, 1)!.Vouchers);
        Assert.Equal(LineFate.Released, OrderFates.OfVoucher(read, "v1"));
    }
}
