namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>What an order tells an item of stock about a line.</summary>
public enum LineFate
{
    /// <summary>Keep the units.</summary>
    Running,

    /// <summary>They are sold.</summary>
    Sold,

    /// <summary>Give them back.</summary>
    Released,
}
