using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class CatalogGrainTests(GrainsFixture silo) : IClassFixture<GrainsFixture>
{
    [Fact]
    public async Task Products_are_listed_in_the_order_of_their_ids()
    {
        var catalog = silo.Grains.GetGrain<ICatalogGrain>("lister");
        foreach (var id in (string[])["c", "a", "b"])
            await catalog.PutAsync(CatalogUnderTest.Product(id));

        var first = await catalog.ListAsync(null, 2);
        var rest = await catalog.ListAsync("b", 2);

        Assert.Equal((3, 2), (first.Revision, first.Products.Length));
        Assert.Equal(["a", "b", "c"], first.Products.Concat(rest.Products).Select(product => product.ProductId));
    }

    [Fact]
    public async Task A_later_generation_starts_from_all_loaded_products_and_leaves_them_alone()
    {
        var (loaded, later) = (new KeySpace("gen", 1, 1), new KeySpace("gen", 1, 3));
        var template = silo.Grains.GetGrain<ICatalogGrain>(loaded.Key("s"));
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => template.PutAsync(CatalogUnderTest.Product($"p{i:D3}", label: "v7"))));

        var catalog = silo.Grains.GetGrain<ICatalogGrain>(later.Key("s"));
        var changes = await Task.WhenAll(
            Enumerable.Range(0, 300).Select(i => catalog.ChangePriceAsync($"p{i:D3}", new(99m, "BRL"), default)));

        Assert.All(changes, change => Assert.Equal((99m, "0"), (change.Value?.Price.Amount, change.Value?.Label)));
        Assert.Equal(Enumerable.Range(301, 300), changes.Select(change => (int)change.Value!.Revision).Order());
        Assert.Equal((10m, "v7"), await template.GetAsync("p007") is { } product ? (product.Price.Amount, product.Label) : default);
        Assert.Equal(RefusalCodes.NotFound, (await catalog.RemoveAsync("unknown", default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_seller_without_products_has_an_empty_catalogue()
    {
        var slice = await silo.Grains.GetGrain<ICatalogGrain>("nobody").GetManyAsync(["p"]);

        Assert.Equal((0, 0), (slice.Revision, slice.Products.Length));
        Assert.Null(await silo.Grains.GetGrain<ICatalogGrain>("nobody").GetAsync("p"));
    }
}
