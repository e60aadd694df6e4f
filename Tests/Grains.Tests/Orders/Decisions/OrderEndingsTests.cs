using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Decisions;

namespace Marketplace.Grains.Tests.Orders.Decisions;

public sealed class OrderEndingsTests
{
    [Theory]
    [InlineData((int)OrderEndCause.Declined, PaymentState.Declined, OrderStatus.PaymentFailed, OrderFate.Failed)]
    [InlineData((int)OrderEndCause.Rejected, PaymentState.Voided, OrderStatus.Rejected, OrderFate.Rejected)]
    [InlineData((int)OrderEndCause.Unreachable, PaymentState.Voided, OrderStatus.Rejected, OrderFate.Rejected)]
    [InlineData((int)OrderEndCause.Cancelled, PaymentState.Voided, OrderStatus.Cancelled, OrderFate.Failed)]
    [InlineData((int)OrderEndCause.Cancelled, PaymentState.Repaid, OrderStatus.Refunded, OrderFate.Failed)]
    [InlineData((int)OrderEndCause.GivenUp, PaymentState.Declined, OrderStatus.PaymentFailed, OrderFate.Failed)]
    [InlineData((int)OrderEndCause.GivenUp, PaymentState.Repaid, OrderStatus.Refunded, OrderFate.Failed)]
    public void The_cause_and_the_void_decide_how_it_ends(int cause, PaymentState payment, OrderStatus status, OrderFate fate)
    {
        var draft = OrderDraft.Ending((OrderEndCause)cause);
        Assert.True(draft.State!.HasOpenWork);

        Assert.True(draft.Run((OrderDraft.Names, payment), OrderEndings.End));

        var ended = Assert.IsType<OrderEnded>(Assert.Single(draft.Events));
        Assert.Equal(status, ended.Status);
        Assert.False(ended.WasPaid);
        Assert.Equal(payment == PaymentState.Repaid ? 33m : null, ended.Refunded?.Amount);
        Assert.False(draft.State.HasOpenWork);
        Assert.Equal(fate, OrderFates.ForCart(draft.State).Fate);
        Assert.Equal(LineFate.Released, OrderFates.OfLine(draft.State, 0));
    }

    [Fact]
    public void Units_are_kept_while_the_payment_is_not_decided()
        => Assert.Equal(LineFate.Running, OrderFates.OfLine(OrderDraft.Ending(OrderEndCause.Declined).State!, 0));

    [Fact]
    public void An_end_is_said_once_and_nothing_brings_it_back()
    {
        var draft = OrderDraft.Ending(OrderEndCause.Declined);
        draft.Run((OrderDraft.Names, PaymentState.Declined), OrderEndings.End);
        var ended = draft.State;

        Assert.False(draft.Run((OrderDraft.Names, PaymentState.Repaid), OrderEndings.End));
        Assert.False(draft.Run(new EndRequest(OrderEndCause.GivenUp), OrderEndings.Begin));
        Assert.False(draft.Run(new PaidAttempt(OrderDraft.Names), OrderPaying.Pay));
        Assert.False(draft.Run(OrderDraft.Names, OrderPaying.Await));
        Assert.Same(ended, draft.State);
        Assert.Single(draft.Events);
    }

    [Fact]
    public void A_paid_order_does_not_end_for_news_of_its_payment()
    {
        var draft = OrderDraft.Paid();
        Assert.False(draft.Run(new EndRequest(OrderEndCause.Declined), OrderEndings.Begin));
        Assert.Equal(OrderStatus.Paid, draft.State!.Status);
    }
}
