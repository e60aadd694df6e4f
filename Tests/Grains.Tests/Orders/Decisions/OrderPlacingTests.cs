using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Decisions;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Orders.Decisions;

public sealed class OrderPlacingTests
{
    [Fact]
    public void The_first_checkout_is_the_order_and_its_repetition_changes_nothing()
    {
        var draft = OrderDraft.Placed();
        var placed = draft.State;

        Assert.Equal(PlaceAnswer.Taken, draft.Run(Samples.Place() with { Lines = [Samples.Line("s9", "p9")] }, OrderPlacing.Place));
        Assert.Same(placed, draft.State);
        Assert.Equal(OrderStatus.Placed, placed!.Status);
    }

    [Fact]
    public void A_checkout_with_another_key_or_another_body_is_foreign()
    {
        var draft = OrderDraft.Placed();

        Assert.Equal(PlaceAnswer.Foreign, draft.Run(Samples.Place("k2"), OrderPlacing.Place));
        Assert.Equal(
            PlaceAnswer.Foreign,
            draft.Run(Samples.Place() with { Key = Samples.Key("k1", "another body") }, OrderPlacing.Place));
    }

    [Fact]
    public void An_order_that_was_asked_about_before_it_came_never_comes()
    {
        var draft = new FakeDraft<OrderState>();

        Assert.Equal(OrderStatus.Never, draft.Run(OrderDraft.Names, OrderPlacing.OrNever).Status);
        Assert.Equal(PlaceAnswer.Never, draft.Run(Samples.Place(), OrderPlacing.Place));
        Assert.Equal(OrderFate.Never, OrderFates.ForCart(draft.State!).Fate);
        Assert.Equal(LineFate.Released, OrderFates.OfLine(draft.State!, 0));
        Assert.Null(OrderViews.Of(draft.State, OrderDraft.Names, 1));
    }

    [Fact]
    public void Asking_about_an_order_that_is_there_leaves_it_alone()
    {
        var draft = OrderDraft.Placed();
        Assert.Equal(OrderStatus.Placed, draft.Run(OrderDraft.Names, OrderPlacing.OrNever).Status);
    }
}
