namespace Marketplace.Grains.Orders;

/// <summary>Why an order ends without goods.</summary>
internal enum OrderEndCause
{
    /// <summary>A line could not be had as the cart saw it.</summary>
    Rejected,

    /// <summary>An item of stock could not be asked.</summary>
    Unreachable,

    /// <summary>The payment was declined.</summary>
    Declined,

    /// <summary>The buyer, or somebody for him, wants it so.</summary>
    Cancelled,

    /// <summary>The gateway did not say for too long what became of the payment.</summary>
    GivenUp,
}
