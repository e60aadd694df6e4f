using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Orders.Decisions;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Orders.Decisions;

/// <summary>An order of two sellers at the state a test begins with.</summary>
internal static class OrderDraft
{
    public static OrderNames Names { get; } = new("ord_1");

    public static FakeDraft<OrderState> Placed(PlaceOrder? command = null)
    {
        var draft = new FakeDraft<OrderState>();
        draft.Run(command ?? Samples.Place(), OrderPlacing.Place);
        return draft;
    }

    public static FakeDraft<OrderState> Awaiting()
    {
        var draft = Placed();
        draft.Run(Names, OrderPaying.Await);
        return draft;
    }

    public static FakeDraft<OrderState> Paid(PlaceOrder? command = null)
    {
        var draft = Placed(command);
        draft.Run(new PaidAttempt(Names), OrderPaying.Pay);
        return draft;
    }

    public static FakeDraft<OrderState> Ending(OrderEndCause cause)
    {
        var draft = Placed();
        draft.Run(new EndRequest(cause), OrderEndings.Begin);
        return draft;
    }
}
