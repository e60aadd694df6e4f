namespace Marketplace.Grains.Interfaces.Common;

/// <summary>The services that the marketplace consists of. A silo hosts all of them, or some.</summary>
[Flags]
public enum MarketplaceServices
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Carts.</summary>
    Carts = 1,

    /// <summary>Products and what is listed of them.</summary>
    Catalog = 2,

    /// <summary>Units on hand, and reservations.</summary>
    Stock = 4,

    /// <summary>Orders, and lists of them.</summary>
    Orders = 8,

    /// <summary>The gateway's client. Orders call it in their process, so it goes where they go.</summary>
    Payments = 16,

    /// <summary>Packages by seller, dashboards, and lists of packages.</summary>
    Shipments = 32,

    /// <summary>Customers, and what is counted of them.</summary>
    Customers = 64,

    /// <summary>Sellers.</summary>
    Sellers = 128,

    /// <summary>All of them.</summary>
    All = Carts | Catalog | Stock | Orders | Payments | Shipments | Customers | Sellers,
}
