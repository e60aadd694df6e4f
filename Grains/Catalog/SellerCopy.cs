using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Catalog;

namespace Marketplace.Grains.Catalog;

/// <summary>
/// A copy of some of one seller's products. Loads and events come from two sides; it answers only when all it holds is of one of the
/// seller's revisions, which is what makes a later change invisible without the earlier ones.
/// </summary>
/// <remarks>Safe for use by many threads. Each event of a seller is one revision, and they come in order.</remarks>
internal sealed class SellerCopy
{
    // A seller may have more products than one cart or one silo ever needs.
    public const int MaxProducts = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Product> _products = new(StringComparer.Ordinal);

    /// <summary>Everything held is as of this revision, once it has reached <see cref="_loaded"/>.</summary>
    private long _applied;

    /// <summary>The newest revision that a load was of: until the events up to it are applied, what is held is of two revisions.</summary>
    private long _loaded;

    /// <summary>The products as of one revision; null when they are not all held, or not of one.</summary>
    public CatalogSlice? Find(ImmutableArray<string> productIds)
    {
        var products = ImmutableArray.CreateBuilder<Product>(productIds.Length);
        lock (_lock)
        {
            if (_applied < _loaded)
                return null;
            foreach (var productId in productIds)
            {
                if (!_products.TryGetValue(productId, out var product))
                    return null;
                products.Add(product);
            }

            return new(_applied, products.MoveToImmutable());
        }
    }

    /// <summary>Takes a change in; one of a product that is not held only moves the revision.</summary>
    public void Apply(Product product)
    {
        lock (_lock)
        {
            if (_products.TryGetValue(product.ProductId, out var held) && held.Revision < product.Revision)
                _products[product.ProductId] = product;
            _applied = Math.Max(_applied, product.Revision);
        }
    }

    /// <summary>Holds nothing any more; the revision stays, below which no load is taken.</summary>
    public void Forget()
    {
        lock (_lock)
            _products.Clear();
    }

    /// <summary>
    /// Takes a load in. False: a later change than it was applied while it was under way, and may be missing in it; load again.
    /// </summary>
    /// <param name="slice">What was loaded.</param>
    /// <param name="added">How many products are new.</param>
    public bool TryTake(CatalogSlice slice, out int added)
    {
        added = 0;
        lock (_lock)
        {
            if (slice.Revision < _applied)
                return false;
            if (_products.Count + slice.Products.Length > MaxProducts)
                _products.Clear();
            var known = _products.Count;
            foreach (var product in slice.Products)
                _products[product.ProductId] = product;
            added = _products.Count - known;
            _loaded = Math.Max(_loaded, slice.Revision);

            // Nothing else is held that the events on their way could change.
            if (_products.Count == slice.Products.Length)
                _applied = slice.Revision;
            return true;
        }
    }
}
