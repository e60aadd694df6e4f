namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>What an order tells the cart that it may have come from.</summary>
public enum OrderFate
{
    /// <summary>It is not decided yet.</summary>
    Running,

    /// <summary>It is paid: what it took leaves the cart.</summary>
    Taken,

    /// <summary>It ended without goods: what it took stays in the cart.</summary>
    Failed,

    /// <summary>
    /// It ended since a line could not be had, before anything was paid: what it took stays in the cart, and its idempotency key
    /// may be used again.
    /// </summary>
    Rejected,

    /// <summary>It never came, and never will.</summary>
    Never,
}
