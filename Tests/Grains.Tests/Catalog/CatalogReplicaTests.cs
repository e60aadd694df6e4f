using System.Collections.Immutable;
using Marketplace.Grains.Catalog;
using Marketplace.Grains.Interfaces.Catalog;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Grains.Tests.Catalog;

public sealed class CatalogReplicaTests(GrainsFixture silo) : IClassFixture<GrainsFixture>
{
    private static readonly ImmutableArray<string> Ids = ["a", "b", "c"];

    private ICatalogReplica Replica => silo.Services.GetRequiredService<ICatalogReplica>();

    [Fact]
    public async Task A_change_reaches_the_copy()
    {
        var catalog = silo.Grains.GetGrain<ICatalogGrain>("told");
        await catalog.PutAsync(CatalogUnderTest.Product("a"));
        Assert.Equal(10m, (await GetAsync("told", ["a"])).Products[0].Price.Amount);

        await catalog.ChangePriceAsync("a", new(11m, "BRL"), default);

        await silo.EventuallyAsync(async () => (await GetAsync("told", ["a"])).Products[0].Price.Amount == 11m);
    }

    [Fact]
    public async Task A_product_that_comes_later_is_found()
    {
        var catalog = silo.Grains.GetGrain<ICatalogGrain>("later");
        Assert.Empty((await GetAsync("later", ["a"])).Products);

        await catalog.PutAsync(CatalogUnderTest.Product("a"));

        Assert.Single((await GetAsync("later", ["a"])).Products);
    }

    /// <summary>The seller always changes a, then b, then c, to one price: whoever sees a later one's price has seen it on the earlier ones.</summary>
    [Fact]
    public async Task A_later_change_is_never_seen_without_the_earlier_ones()
    {
        var catalog = silo.Grains.GetGrain<ICatalogGrain>("causal");
        foreach (var id in Ids)
            await catalog.PutAsync(CatalogUnderTest.Product(id, 0m));
        var writing = Task.Run(async () =>
        {
            for (var price = 1; price <= 100; price++)
            {
                foreach (var id in Ids)
                    await catalog.ChangePriceAsync(id, new(price, "BRL"), default);
            }
        });

        var newest = 0L;
        var reads = 0;
        while (!writing.IsCompleted || reads < 100)
        {
            var slice = await GetAsync("causal", Ids);
            var prices = slice.Products.Select(product => product.Price.Amount).ToArray();
            Assert.True(prices[0] >= prices[1] && prices[1] >= prices[2] && prices[2] >= prices[0] - 1, string.Join(' ', prices));
            Assert.True(slice.Revision >= newest);
            newest = slice.Revision;
            reads++;
            await Task.Yield();
        }

        await writing;
    }

    [Fact]
    public async Task A_copy_that_is_not_told_any_more_is_not_trusted_for_long()
    {
        await using var own = await GrainsFixture.StartAsync(fakeTime: true);
        var replica = own.Services.GetRequiredService<CatalogReplica>();
        var catalog = own.Grains.GetGrain<ICatalogGrain>("s");
        await catalog.PutAsync(CatalogUnderTest.Product("a"));
        await own.EventuallyAsync(async () => (await replica.GetAsync(KeySpace.Business, "s", ["a"])).Products.Length == 1);

        // The clock stands still, and so does the log's reader: the copy stays as it is, until it is five seconds old.
        await catalog.ChangePriceAsync("a", new(11m, "BRL"), default);
        replica.Confirm(own.Time!.GetTimestamp() - (own.Time.TimestampFrequency * 6));

        Assert.Equal(11m, (await replica.GetAsync(KeySpace.Business, "s", ["a"])).Products[0].Price.Amount);
    }

    private ValueTask<CatalogSlice> GetAsync(string seller, ImmutableArray<string> ids) => Replica.GetAsync(KeySpace.Business, seller, ids);
}
