namespace Marketplace.Grains.Stock;

/// <summary>How a line of an order ended at an item.</summary>
internal enum LineEnd
{
    /// <summary>It holds nothing, and never will: its reservation is refused, also one that comes later.</summary>
    Released,

    /// <summary>Its units left.</summary>
    Sold,

    /// <summary>Its units left and came back.</summary>
    Returned,
}
