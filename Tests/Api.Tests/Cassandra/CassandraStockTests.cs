using System.Globalization;
using Cql;
using Marketplace.Api.Tests.Hosting;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Api.Tests.Cassandra;

/// <summary>Deleted rows stay in Cassandra for days, and a reading of too many of them is refused: a busy item must not come by them.</summary>
[Collection(nameof(CassandraMarketplaceFixture))]
[Trait("store", "cassandra")]
public sealed class CassandraStockTests
{
    private const int Orders = 3_000;
    private const int Together = 100;

    // Numbers count every change of an item, of which each order here makes two; where to look goes on after a thousand.
    private const int LeastEndedTo = (2 * Orders) - 1_000;
    private const int MostTombstones = 1_200;

    [Fact]
    public async Task However_many_reservations_came_and_went_looking_for_the_living_meets_few_of_them()
    {
        await using var marketplace = await TestMarketplace.StartAsync(MarketplaceStore.Cassandra, null, "--Marketplace:Stock:AskAfter=00:00:02");
        var item = marketplace.Services.GetRequiredService<IGrainFactory>().GetGrain<IStockGrain>("s/hot");
        await item.SetAsync(new() { OnHand = Orders });
        for (var first = 0; first < Orders; first += Together)
        {
            await Task.WhenAll(Enumerable.Range(first, Together).Select(async order =>
            {
                await item.ReserveAsync(new($"ord_{order}", 0, 1, 0));
                await item.ReleaseAsync($"ord_{order}", 0);
            }));
        }

        // What is noted goes with another write; on a slow machine some was noted before the last came.
        var endedTo = 0L;
        await Eventually.HoldsAsync(async () =>
        {
            await item.ReserveAsync(new("ord_again", 0, 1, 0));
            await item.ReleaseAsync("ord_again", 0);
            var head = (await marketplace.Operators.ReadAsync("/operations/entities/stock/s/hot")).Json["head"]!;
            endedTo = head["endedTo"]?.GetValue<long>() ?? 0;
            return endedTo >= LeastEndedTo;
        });

        var key = endedTo.ToString("D16", CultureInfo.InvariantCulture);
        Assert.InRange(await TombstonesAsync(marketplace, $"collection = 'living-by-number' AND key > '{key}'"), 0, MostTombstones);
        Assert.InRange(await TombstonesAsync(marketplace, "collection = 'living'"), Orders / 2, int.MaxValue);
    }

    private static async Task<int> TombstonesAsync(TestMarketplace marketplace, string rows)
    {
        var statement = new SimpleStatement(
            $"SELECT key FROM \"{StoreNode.KeyspaceOf(marketplace.Folder)}\".entities WHERE kind = 'stock' AND id = 's/hot' AND {rows} LIMIT 256");
        return await CassandraTraces.MostTombstonesAsync(await StoreNode.SessionAsync(), statement, TestContext.Current.CancellationToken);
    }
}
