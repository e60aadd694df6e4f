using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Decisions;

namespace Marketplace.Grains.Tests.Orders.Decisions;

public sealed class OrderPayingTests
{
    [Fact]
    public void A_paid_order_says_so_with_its_lines_and_sums()
    {
        var draft = OrderDraft.Paid();

        var paid = Assert.IsType<OrderPaid>(Assert.Single(draft.Events));
        Assert.Equal(33m, paid.Totals.Total.Amount);
        Assert.Equal(2, paid.Lines.Length);
        Assert.False(draft.State!.HasOpenWork);
        Assert.Equal(OrderFate.Taken, OrderFates.ForCart(draft.State).Fate);
        Assert.Equal(LineFate.Sold, OrderFates.OfLine(draft.State, 1));
    }

    [Fact]
    public void News_of_a_capture_has_no_effect_once_the_order_is_ending()
    {
        var draft = OrderDraft.Ending(OrderEndCause.Cancelled);
        var attempt = new PaidAttempt(OrderDraft.Names);

        Assert.False(draft.Run(attempt, OrderPaying.Pay));
        Assert.False(attempt.IsDecided);
        Assert.Equal(OrderStatus.Cancelling, draft.State!.Status);
        Assert.Empty(draft.Events);
    }

    [Fact]
    public void A_capture_is_said_once_however_often_it_is_told()
    {
        var draft = OrderDraft.Paid();
        Assert.False(draft.Run(new PaidAttempt(OrderDraft.Names), OrderPaying.Pay));
        Assert.Single(draft.Events);
    }

    [Fact]
    public void A_payment_that_is_awaited_can_still_be_paid()
    {
        var draft = OrderDraft.Awaiting();
        Assert.True(draft.State!.HasOpenWork);
        Assert.IsType<OrderPaymentAwaited>(Assert.Single(draft.Events));

        Assert.True(draft.Run(new PaidAttempt(OrderDraft.Names), OrderPaying.Pay));
        Assert.Equal(OrderStatus.Paid, draft.State.Status);
    }

    [Fact]
    public void A_line_that_is_left_out_is_neither_paid_nor_sold_and_the_others_keep_their_numbers()
    {
        var draft = OrderDraft.Placed();
        var shortage = new Shortage([0], [new LineProblem("s1", "p1", "stock.insufficient", 1)], false, true);
        draft.Run(shortage, OrderPaying.LeaveOut);
        draft.Run(new PaidAttempt(OrderDraft.Names), OrderPaying.Pay);

        var paid = Assert.IsType<OrderPaid>(Assert.Single(draft.Events));
        Assert.Equal("p2", Assert.Single(paid.Lines).ProductId);
        Assert.Equal(11m, paid.Totals.Total.Amount);
        Assert.Equal(LineFate.Released, OrderFates.OfLine(draft.State!, 0));
        Assert.Equal(LineFate.Sold, OrderFates.OfLine(draft.State!, 1));
        Assert.Single(OrderViews.Of(draft.State, OrderDraft.Names, 2)!.Problems);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-60, 1)]
    [InlineData(10, 10)]
    [InlineData(86_400, 300)]
    public void Asking_again_waits_as_long_as_the_payment_is_open_from_a_second_to_five_minutes(int open, int pause)
    {
        var since = DateTimeOffset.UnixEpoch;
        Assert.Equal(TimeSpan.FromSeconds(pause), PaymentBackOff.After(since, since.AddSeconds(open)));
    }
}
