using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Tests.Hosting;

namespace Marketplace.Grains.Tests.Stock;

public sealed class StockRaceTests
{
    private const int Orders = 400;
    private const int Start = 300;

    /// <summary>
    /// Each order reserves twice at once and then is paid, given back, paid and brought back, or vanishes; everything is sent twice.
    /// </summary>
    [Fact]
    public async Task Orders_at_once_leave_nothing_reserved_and_lose_no_unit()
    {
        // While the clock stands still no order is asked about: what was sent arrives first.
        await using var own = await GrainsFixture.StartAsync(fakeTime: true);
        var item = own.Grains.GetGrain<IStockGrain>("s/raced");
        await item.SetAsync(new() { OnHand = Start });

        var sold = (await Task.WhenAll(Enumerable.Range(0, Orders).Select(order => RunAsync(item, order)))).Sum();

        await own.EventuallyAsync(async () => (await item.GetAsync())?.Reserved == 0);
        Assert.Equal((Start - sold, sold), await item.GetAsync() is { } level ? (level.OnHand, level.Sold) : default);
        Assert.Empty(await item.ReservationsAsync(null, 10));
    }

    /// <summary>How many units it took for good.</summary>
    private static async Task<int> RunAsync(IStockGrain item, int order)
    {
        var (key, units) = ($"ord_{order}", 1 + (order % 3));
        var answers = await Task.WhenAll(Twice(() => item.ReserveAsync(new(key, 0, units, 0))));
        if (answers.All(answer => answer.Status != ReserveStatus.Reserved))
        {
            await Task.WhenAll(Twice(() => item.ReleaseAsync(key, 0)));
            return 0;
        }

        switch (order % 4)
        {
            case 0:
                await Task.WhenAll(Twice(() => item.ConfirmAsync(key, 0)));
                return units;
            case 1:
                await Task.WhenAll(Twice(() => item.ReleaseAsync(key, 0)));
                return 0;
            case 2:
                await Task.WhenAll(item.ConfirmAsync(key, 0), item.ReturnAsync(key, 0, units), item.ReturnAsync(key, 0, units));
                return 0;
            default:
                return 0;
        }
    }

    private static IEnumerable<T> Twice<T>(Func<T> send) => [send(), send()];
}
