using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Stock;

public sealed class StockGrainTests(GrainsFixture silo) : IClassFixture<GrainsFixture>
{
    [Fact]
    public async Task A_hot_item_never_sells_more_than_there_is()
    {
        var item = silo.Grains.GetGrain<IStockGrain>("hot/item");
        await item.SetAsync(new() { OnHand = 100 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(order => item.ReserveAsync(new($"ord_{order}", 0, 1, 0))));

        Assert.Equal(100, answers.Count(answer => answer.Status == ReserveStatus.Reserved));
        Assert.Equal(200, answers.Count(answer => answer.Status == ReserveStatus.Insufficient));
        Assert.Equal((100, 100), (await item.GetAsync()) is { } level ? (level.OnHand, level.Reserved) : default);
    }

    [Fact]
    public async Task A_reservation_survives_a_restart_and_is_answered_as_before()
    {
        await using var own = await GrainsFixture.StartAsync();
        var item = own.Grains.GetGrain<IStockGrain>("s/restarted");
        await item.SetAsync(new() { OnHand = 5 });
        await item.ReserveAsync(new("ord_1", 0, 3, 0));

        await own.RestartAsync();
        item = own.Grains.GetGrain<IStockGrain>("s/restarted");

        Assert.Equal(3, (await item.GetAsync())?.Reserved);
        Assert.Equal(ReserveStatus.Reserved, (await item.ReserveAsync(new("ord_1", 0, 3, 0))).Status);
        Assert.Equal(ReserveStatus.Insufficient, (await item.ReserveAsync(new("ord_2", 0, 3, 0))).Status);
    }

    [Fact]
    public async Task A_confirmation_is_a_hint_that_flies_by_itself()
    {
        var item = silo.Grains.GetGrain<IStockGrain>("s/confirmed");
        await item.SetAsync(new() { OnHand = 5 });
        await item.ReserveAsync(new("ord_1", 2, 3, 0));

        await item.ConfirmAsync("ord_1", 2);

        await silo.EventuallyAsync(async () => await item.GetAsync() is { OnHand: 2, Reserved: 0, Sold: 3 });
    }

    [Fact]
    public async Task Living_reservations_are_listed_with_the_public_id_of_their_order()
    {
        var item = silo.Grains.GetGrain<IStockGrain>("om:1.1:s/listed");
        await item.SetAsync(new() { OnHand = 5 });
        await item.ReserveAsync(new("om:1.1:ord_a", 0, 1, 0));
        await item.ReserveAsync(new("om:1.1:ord_b", 4, 2, 0));

        var first = Assert.Single(await item.ReservationsAsync(null, 1));
        var second = Assert.Single(await item.ReservationsAsync(first.RowKey, 10));

        Assert.Equal(("ord_a", 0, 1), (first.OrderId, first.Line, first.Units));
        Assert.Equal(("ord_b", 4, 2), (second.OrderId, second.Line, second.Units));
    }

    [Fact]
    public async Task An_item_of_a_later_generation_starts_full_and_leaves_the_loaded_one_alone()
    {
        var loaded = new KeySpace("gen", 1, 1);
        var later = new KeySpace("gen", 1, 2);
        await silo.Grains.GetGrain<IStockGrain>(loaded.Key("s", "p")).SetAsync(new() { OnHand = 7, Label = "v1" });

        var item = silo.Grains.GetGrain<IStockGrain>(later.Key("s", "p"));
        Assert.Equal(ReserveStatus.Reserved, (await item.ReserveAsync(new("gen:1.2:ord_1", 0, 3, 0))).Status);

        Assert.Equal((10_000, 3, "0"), await item.GetAsync() is { } level ? (level.OnHand, level.Reserved, level.Label) : default);
        Assert.Equal(7, (await silo.Grains.GetGrain<IStockGrain>(loaded.Key("s", "p")).GetAsync())?.OnHand);
        Assert.Null(await silo.Grains.GetGrain<IStockGrain>(later.Key("s", "unknown")).GetAsync());
    }

    [Fact]
    public async Task A_new_offer_makes_orders_priced_before_it_stale()
    {
        var catalog = silo.Grains.GetGrain<Interfaces.Catalog.ICatalogGrain>("news");
        var item = silo.Grains.GetGrain<IStockGrain>("news/p");
        await item.SetAsync(new() { OnHand = 5 });
        var old = (await catalog.PutAsync(Catalog.CatalogUnderTest.Product("p"))).Value!;
        var changed = (await catalog.ChangePriceAsync("p", new(11m, "BRL"), default)).Value!;

        await silo.EventuallyAsync(async () => (await item.GetAsync())?.ProductRevision == changed.Revision);

        Assert.Equal(ReserveStatus.Stale, (await item.ReserveAsync(new("ord_1", 0, 1, old.Revision))).Status);
        Assert.Equal(ReserveStatus.Reserved, (await item.ReserveAsync(new("ord_1", 0, 1, changed.Revision))).Status);
    }
}
