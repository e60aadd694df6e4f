namespace Marketplace.Grains.Interfaces.Stock;

/// <summary>What became of a reservation.</summary>
public enum ReserveStatus
{
    /// <summary>The units are held, durably.</summary>
    Reserved,

    /// <summary>Too few units are free.</summary>
    Insufficient,

    /// <summary>The order was priced from an older product than this item knows of.</summary>
    Stale,

    /// <summary>There is no such item.</summary>
    Unknown,

    /// <summary>The line was released before this reservation came: it is too late.</summary>
    Released,
}
