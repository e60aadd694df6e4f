using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Hosting;
using Orleans.Entities;

namespace Marketplace.Grains.Tests.Stock;

public sealed class StockSweepTests
{
    [Fact]
    public async Task A_reservation_of_an_order_that_never_came_is_given_back()
    {
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        var item = silo.Grains.GetGrain<IStockGrain>("s/abandoned");
        await item.SetAsync(new() { OnHand = 5 });
        await item.ReserveAsync(new("ord_never", 0, 3, 0));

        silo.Time!.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(3, (await item.GetAsync())?.Reserved);
        await silo.EventuallyAsync(async () => (await item.GetAsync())?.Reserved == 0);

        Assert.Equal(ReserveStatus.Released, (await item.ReserveAsync(new("ord_never", 0, 3, 0))).Status);
    }

    [Fact]
    public async Task What_was_reserved_before_a_restart_is_asked_about_though_nobody_calls_the_item()
    {
        await using var silo = await GrainsFixture.StartAsync();
        var item = silo.Grains.GetGrain<IStockGrain>("s/lost");
        await item.SetAsync(new() { OnHand = 5 });
        await item.ReserveAsync(new("ord_never", 0, 3, 0));

        await silo.RestartAsync();

        // Reading a level does not start the sweep; the walk over open work does, and asks at once.
        await silo.EventuallyAsync(async () => (await silo.Grains.GetGrain<IStockGrain>("s/lost").GetAsync())?.Reserved == 0);
    }

    [Fact]
    public async Task A_line_is_forgotten_two_days_after_its_end_and_not_at_once_when_the_clock_jumps()
    {
        await using var silo = await GrainsFixture.StartAsync(fakeTime: true);
        var item = silo.Grains.GetGrain<IStockGrain>("s/forgetful");
        await item.SetAsync(new() { OnHand = 1_000 });
        await item.ReleaseAsync("ord_overtaken", 0);

        silo.Time!.Advance(TimeSpan.FromHours(49));
        var minutes = 0;
        await silo.EventuallyAsync(async () =>
        {
            minutes++;
            silo.Time.Advance(TimeSpan.FromMinutes(1));
            try
            {
                await item.ReserveAsync(new($"ord_{minutes}", 0, 1, 0));
                return (await item.ReserveAsync(new("ord_overtaken", 0, 1, 0))).Status == ReserveStatus.Reserved;
            }
            catch (EntityUnavailableException)
            {
                // A minute that leaps by may cut off what was under way.
                return false;
            }
        });

        Assert.True(minutes > 10);
    }
}
