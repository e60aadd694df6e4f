using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Orleans.CodeGeneration;

namespace Marketplace.Grains.Interfaces.Catalog;

/// <summary>
/// A seller's catalogue: its products are rows, its revision counts every change, so that all changes of one seller have one order.
/// Key: the seller's id in its <see cref="KeySpace"/>.
/// </summary>
[Alias("catalog")]
[Version(1)]
public interface ICatalogGrain : IGrainWithStringKey
{
    /// <summary>Makes or replaces a product.</summary>
    [Alias("Put")]
    Task<Outcome<Product>> PutAsync(PutProduct command);

    /// <summary>Changes some of a product.</summary>
    [Alias("Patch")]
    Task<Outcome<Product>> PatchAsync(PatchProduct command);

    /// <summary>Changes a product's price.</summary>
    [Alias("ChangePrice")]
    Task<Outcome<Product>> ChangePriceAsync(string productId, Money price, Precondition precondition);

    /// <summary>Takes a product away. Doing so twice changes nothing.</summary>
    [Alias("Remove")]
    Task<Outcome<Product>> RemoveAsync(string productId, Precondition precondition);

    /// <summary>A product, removed ones included; null when it was never there.</summary>
    [Alias("Get")]
    Task<Product?> GetAsync(string productId);

    /// <summary>Products as of one revision.</summary>
    [Alias("GetMany")]
    Task<CatalogSlice> GetManyAsync(ImmutableArray<string> productIds);

    /// <summary>Products in the order of their ids, after an id (exclusive; null: from the first), removed ones included.</summary>
    [Alias("List")]
    Task<CatalogSlice> ListAsync(string? after, int limit);
}
