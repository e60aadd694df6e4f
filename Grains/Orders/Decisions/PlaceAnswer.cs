namespace Marketplace.Grains.Orders.Decisions;

/// <summary>What an order says to a checkout.</summary>
internal enum PlaceAnswer
{
    /// <summary>It is this order.</summary>
    Taken,

    /// <summary>This order is another checkout's.</summary>
    Foreign,

    /// <summary>This order is never to be.</summary>
    Never,
}
