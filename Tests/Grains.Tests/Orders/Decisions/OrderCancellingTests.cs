using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Events;
using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Decisions;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Orders.Decisions;

public sealed class OrderCancellingTests
{
    private static readonly CancelOrder Wish = new("changed my mind", Samples.Key("c1"));

    [Fact]
    public void Before_payment_a_wish_to_cancel_is_an_end()
    {
        var draft = OrderDraft.Awaiting();

        Assert.Equal(CancelAnswer.Begun, draft.Run(Wish, OrderCancelling.Request));
        Assert.Equal(OrderStatus.Cancelling, draft.State!.Status);
        Assert.Equal(CancelAnswer.Replayed, draft.Run(Wish, OrderCancelling.Request));
        Assert.Equal(CancelAnswer.KeyReused, draft.Run(Wish with { Key = Samples.Key("c1", "other") }, OrderCancelling.Request));
        Assert.Equal(CancelAnswer.Conflict, draft.Run(Wish with { Key = Samples.Key("c2") }, OrderCancelling.Request));
    }

    [Fact]
    public void An_order_that_never_came_cannot_be_cancelled()
        => Assert.Equal(CancelAnswer.NotFound, new FakeDraft<OrderState>().Run(Wish, OrderCancelling.Request));

    [Fact]
    public void A_paid_order_stays_paid_until_every_seller_has_answered()
    {
        var draft = OrderDraft.Paid();

        Assert.Equal(CancelAnswer.Begun, draft.Run(Wish, OrderCancelling.Request));
        Assert.Equal(OrderStatus.Paid, draft.State!.Status);
        Assert.True(draft.State.HasOpenWork);
        Assert.Equal(LineFate.Running, OrderFates.OfLine(draft.State, 0));
    }

    [Fact]
    public void Withdrawn_everywhere_it_is_repaid_whole()
    {
        var draft = OrderDraft.Paid();
        draft.Run(Wish, OrderCancelling.Request);

        Assert.True(draft.Run(Answered(true, "s1", "s2"), OrderCancelling.Withdrawn));
        Assert.True(draft.Run((OrderDraft.Names, PaymentState.Repaid), OrderEndings.End));

        var ended = Assert.IsType<OrderEnded>(draft.Events[^1]);
        Assert.True(ended.WasPaid);
        Assert.Equal(OrderStatus.Refunded, ended.Status);
        Assert.Equal(33m, ended.Refunded!.Value.Amount);
        Assert.Equal(OrderFate.Taken, OrderFates.ForCart(draft.State!).Fate);
    }

    [Fact]
    public void Shipped_everywhere_it_is_refused_and_every_later_wish_too()
    {
        var draft = OrderDraft.Paid();
        draft.Run(Wish, OrderCancelling.Request);
        draft.Run(Answered(false), OrderCancelling.Withdrawn);

        Assert.Equal(CancellationStage.Refused, draft.State!.Cancellation!.Stage);
        Assert.False(draft.State.HasOpenWork);
        Assert.Equal(CancelAnswer.Shipped, draft.Run(Wish with { Key = Samples.Key("c2") }, OrderCancelling.Request));
        Assert.Equal(LineFate.Sold, OrderFates.OfLine(draft.State, 0));
    }

    [Fact]
    public void Shipped_in_part_the_rest_is_repaid_once_and_the_order_stays_paid()
    {
        var draft = OrderDraft.Paid();
        draft.Run(Wish, OrderCancelling.Request);
        draft.Run(Answered(false, "s2"), OrderCancelling.Withdrawn);
        Assert.True(draft.State!.HasOpenWork);
        Assert.Equal(LineFate.Sold, OrderFates.OfLine(draft.State, 0));
        Assert.Equal(LineFate.Running, OrderFates.OfLine(draft.State, 1));

        Assert.True(draft.Run(OrderDraft.Names, OrderCancelling.PartsRepaid));
        Assert.False(draft.Run(OrderDraft.Names, OrderCancelling.PartsRepaid));

        var part = Assert.IsType<OrderPartRefunded>(draft.Events[^1]);
        Assert.Equal("p2", Assert.Single(part.Lines).ProductId);
        Assert.Equal(11m, part.Refunded.Amount);
        Assert.Equal(OrderStatus.Paid, draft.State.Status);
        Assert.Equal(11m, draft.State.Refunded!.Value.Amount);
        Assert.Equal(LineFate.Released, OrderFates.OfLine(draft.State, 1));
        Assert.False(draft.State.HasOpenWork);
        Assert.Equal(CancelAnswer.Replayed, draft.Run(Wish, OrderCancelling.Request));
    }

    private static (ImmutableArray<string> Sellers, bool IsAll) Answered(bool isAll, params string[] withdrawn) => ([.. withdrawn], isAll);
}
