using Marketplace.Grains.Interfaces.Catalog;

namespace Marketplace.Grains.Catalog;

/// <summary>A catalogue's rows.</summary>
internal static class CatalogRows
{
    /// <summary>Products by id, removed ones included.</summary>
    public static readonly RowSet<Product> Products = new("products");
}
