using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Catalog;

/// <summary>A seller's catalogue without a grain.</summary>
internal sealed class CatalogUnderTest
{
    public MemoryEntity<CatalogHead> Entity { get; } = new();

    public long Revision => Entity.State?.Revision ?? 0;

    public static PutProduct Product(string id, decimal price = 10m, string? label = null, Precondition precondition = default) => new()
    {
        ProductId = id,
        Name = "name",
        Price = new(price, "BRL"),
        Freight = new(1m, "BRL"),
        Label = label,
        Precondition = precondition,
    };

    public Outcome<Product> Put(PutProduct command)
        => Entity.Run(("s", command), CatalogRules.Put, CatalogRows.Products.Row(command.ProductId));

    public Outcome<Product> Put(string id, decimal price = 10m, string? label = null) => Put(Product(id, price, label));

    public Outcome<Product> Patch(PatchProduct command)
        => Entity.Run(command, CatalogRules.Patch, CatalogRows.Products.Row(command.ProductId));

    public Outcome<Product> ChangePrice(string id, decimal price, Precondition precondition = default)
        => Entity.Run((id, new Money(price, "BRL"), precondition), CatalogRules.ChangePrice, CatalogRows.Products.Row(id));

    public Outcome<Product> Remove(string id, Precondition precondition = default)
        => Entity.Run((id, precondition), CatalogRules.Remove, CatalogRows.Products.Row(id));

    public CatalogSlice Slice(params string[] ids)
        => Entity.Run(
            System.Collections.Immutable.ImmutableArray.Create(ids),
            CatalogRules.Slice,
            [.. ids.Select(id => CatalogRows.Products.Row(id))]);
}
