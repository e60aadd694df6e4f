using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts;

/// <summary>What one of a product costs: what a buyer agrees to.</summary>
[GenerateSerializer, Immutable, Alias("cart-offer")]
internal sealed record Offer([property: Id(0)] Money Price, [property: Id(1)] Money Freight)
{
    public static Offer Of(Product product) => new(product.Price, product.Freight);

    /// <summary>Whether a product still costs this.</summary>
    public bool Holds(Product product) => product.Price == Price && product.Freight == Freight;
}
