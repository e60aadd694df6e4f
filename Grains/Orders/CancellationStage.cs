namespace Marketplace.Grains.Orders;

/// <summary>How far a wish to cancel a paid order has come.</summary>
internal enum CancellationStage
{
    /// <summary>The sellers are asked to take their packages back.</summary>
    Withdrawing,

    /// <summary>Some have, some had shipped: the parts that were taken back are repaid and returned to stock.</summary>
    Repaying,

    /// <summary>It is done, or the order's own ending does the rest.</summary>
    Done,

    /// <summary>Everything is shipped.</summary>
    Refused,
}
