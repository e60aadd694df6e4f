using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Stock;
using Marketplace.Grains.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;
using Orleans.Serialization;

namespace Marketplace.Grains.Tests.Stock;

/// <summary>Living reservations are looked for by number, from where some may still live.</summary>
public sealed class StockListTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_to_look_for_the_living_goes_on_with_those_that_ended_and_passes_none_over()
    {
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        var item = silo.Grains.GetGrain<IStockGrain>("s/hot");
        await item.SetAsync(new() { OnHand = 10_000 });
        for (var number = 0; number < 1_500; number += 100)
        {
            await Task.WhenAll(Enumerable.Range(number, 100).Select(async order =>
            {
                await item.ReserveAsync(new($"ord_{order}", 0, 1, 0));
                await item.ReleaseAsync($"ord_{order}", 0);
            }));
        }

        await item.ReserveAsync(new("ord_last", 0, 1, 0));
        Assert.Equal("ord_last", Assert.Single(await item.ReservationsAsync(null, 10)).OrderId);
        await silo.EventuallyAsync(async () => (await item.GetAsync())?.Reserved == 0);
        await item.ReserveAsync(new("ord_later", 0, 1, 0));

        // The note goes with another write.
        await silo.EventuallyAsync(async () =>
        {
            await item.ReleaseAsync("ord_later", 0);
            return await HeadAsync(silo, "s/hot") is { EndedTo: >= 1_500 };
        });
        Assert.Empty(await item.ReservationsAsync(null, 10));
        await item.ReserveAsync(new("ord_after", 0, 2, 0));
        await silo.RestartAsync();
        Assert.Equal("ord_after", Assert.Single(await silo.Grains.GetGrain<IStockGrain>("s/hot").ReservationsAsync(null, 10)).OrderId);
        await silo.EventuallyAsync(async () => (await silo.Grains.GetGrain<IStockGrain>("s/hot").GetAsync())?.Reserved == 0);
    }

    [Fact]
    public async Task What_a_build_left_that_had_no_list_is_listed_and_given_back_where_its_order_never_came()
    {
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        await LeaveAsync(silo, "s/old", lines: 300);
        var item = silo.Grains.GetGrain<IStockGrain>("s/old");

        var first = await item.ReservationsAsync(null, 200);
        var rest = await item.ReservationsAsync(first[^1].RowKey, 200);

        Assert.Equal(300, first.Concat(rest).Select(view => view.OrderId).Distinct().Count());
        await silo.EventuallyAsync(async () => (await item.GetAsync())?.Reserved == 0);
        Assert.Empty(await item.ReservationsAsync(null, 10));
    }

    [Fact]
    public async Task A_reservation_that_stays_goes_behind_those_that_ended_and_ends_once_all_the_same()
    {
        await using var silo = await GrainsFixture.StartAsync(
            configure: silo => silo.Services.Configure<StockOptions>(stock => stock.AskAfter = TimeSpan.FromMilliseconds(400)));
        var shop = new Shop(silo);
        await shop.OfferAsync("p", 1_000);
        await shop.AddAsync("cart", "p");
        await shop.CheckOutAsync("cart", "key", PaymentPlans.Pending);
        var first = Assert.Single(await shop.Stock("p").ReservationsAsync(null, 10));
        for (var number = 0; number < 300; number += 100)
        {
            await Task.WhenAll(Enumerable.Range(number, 100).Select(async order =>
            {
                await shop.Stock("p").ReserveAsync(new($"ord_{order}", 0, 1, 0));
                await shop.Stock("p").ReleaseAsync($"ord_{order}", 0);
            }));
        }

        await silo.EventuallyAsync(async () => (await shop.Stock("p").ReservationsAsync(null, 10)) is [var only]
            && only.OrderId == first.OrderId && StockRows.NumberOf(only.RowKey) - StockRows.NumberOf(first.RowKey) >= 256);
        await silo.RestartAsync();
        Assert.Equal(first with { RowKey = "" }, Assert.Single(await shop.Stock("p").ReservationsAsync(null, 10)) with { RowKey = "" });

        silo.Gateway.Decide(first.OrderId, PaymentState.Captured);
        await silo.EventuallyAsync(async () => await shop.Stock("p").GetAsync() is { Reserved: 0, Sold: 1, OnHand: 999 });
        Assert.Empty(await shop.Stock("p").ReservationsAsync(null, 10));
    }

    // As such a build wrote it: without numbers, and without a word of a list.
    private static async Task LeaveAsync(GrainsFixture silo, string id, int lines)
    {
        var (heads, rows) = (silo.Services.GetRequiredService<Serializer<StockHead>>(), silo.Services.GetRequiredService<Serializer<Reservation>>());
        var now = silo.Time!.GetUtcNow();
        var commit = new EntityCommit
        {
            Key = new("stock", id),
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Head = heads.SerializeToArray(new() { Exists = true, OnHand = lines, Reserved = lines, Revision = lines + 1, Watched = true }),
            Puts = [.. Enumerable.Range(0, lines).Select(line => new EntityRow(
                new(StockRows.Living.Name, StockRows.KeyOf($"ord_never_{line}", 0)), rows.SerializeToArray(new(1, now))))],
            Time = now,
            Unfinished = true,
        };
        Assert.Equal(CommitOutcome.Committed, await silo.Services.GetRequiredService<IEntityStore>().CommitAsync(commit));
    }

    private static async Task<StockHead?> HeadAsync(GrainsFixture silo, string id)
    {
        var stored = await silo.Services.GetRequiredService<IEntityStore>().OpenAsync(new("stock", id), Token);
        return stored.Head.IsEmpty ? null : silo.Services.GetRequiredService<Serializer<StockHead>>().Deserialize(stored.Head);
    }
}
