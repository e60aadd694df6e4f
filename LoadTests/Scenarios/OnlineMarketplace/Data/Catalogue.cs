using Marketplace.LoadTests.Scenarios.Keys;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace.Data;

/// <summary>All products, and which of them comes next.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Catalogue
{
    private readonly CatalogueItem[] _items;
    private readonly IKeys _sellers;
    private readonly IKeys _products;

    public Catalogue(OnlineMarketplaceOptions options)
    {
        _sellers = Create(options.Keys, options.Sellers);
        _products = Create(options.Keys, options.ProductsPerSeller);
        _items = new CatalogueItem[options.Sellers * options.ProductsPerSeller];
        for (var index = 0; index < _items.Length; index++)
        {
            var (seller, product) = (index / options.ProductsPerSeller + 1, index % options.ProductsPerSeller + 1);
            _items[index] = new CatalogueItem(Dataset.Product(options.Seed, seller, product));
        }
    }

    public IReadOnlyList<CatalogueItem> Items => _items;

    public int NextSeller(ref IterationRandom random) => _sellers.Next(ref random);

    public CatalogueItem NextItem(ref IterationRandom random) =>
        _items[(_sellers.Next(ref random) - 1) * _products.Count + _products.Next(ref random) - 1];

    private static IKeys Create(KeyDistribution keys, int count) =>
        keys == KeyDistribution.Zipf ? new ZipfKeys(count) : new UniformKeys(count);
}
