namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>What an order tells those who hold something for it: an item of stock about a line, a voucher about its use.</summary>
public enum LineFate
{
    /// <summary>Keep it.</summary>
    Running,

    /// <summary>It is the order's for good.</summary>
    Sold,

    /// <summary>Give it back.</summary>
    Released,
}
