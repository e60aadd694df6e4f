using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Interfaces.Stock.Events;
using Marketplace.Grains.Stock;

namespace Marketplace.Grains.Tests.Stock;

public sealed class StockLinesTests
{
    private readonly StockUnderTest _stock = StockUnderTest.With(10);

    [Fact]
    public void Reserving_twice_holds_the_units_once()
    {
        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("o", 4));
        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("o", 4));

        Assert.Equal((10, 4), (_stock.Head.OnHand, _stock.Head.Reserved));
    }

    [Fact]
    public void More_than_is_free_is_never_reserved()
    {
        _stock.Reserve("o", 8);

        Assert.Equal(ReserveStatus.Insufficient, _stock.Reserve("other", 3));
        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("other", 2));
    }

    [Fact]
    public void An_item_that_nobody_counted_is_unknown()
        => Assert.Equal(ReserveStatus.Unknown, new StockUnderTest().Reserve("o", 1));

    [Fact]
    public void An_order_priced_before_the_news_is_stale()
    {
        _stock.Learn(new ProductNews(7, "v2"));

        Assert.Equal(ReserveStatus.Stale, _stock.Reserve("o", 1, revision: 6));
        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("o", 1, revision: 7));
        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("later", 1, revision: 8));
    }

    [Fact]
    public void A_reservation_made_before_the_news_is_answered_as_before()
    {
        _stock.Reserve("o", 1, revision: 6);
        _stock.Learn(new ProductNews(7, "v2"));

        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("o", 1, revision: 6));
    }

    [Fact]
    public void A_release_that_overtakes_refuses_the_late_reservation()
    {
        Assert.True(_stock.Release("o"));

        Assert.Equal(ReserveStatus.Released, _stock.Reserve("o", 4));
        Assert.Equal(0, _stock.Head.Reserved);
    }

    [Fact]
    public void A_release_also_overtakes_on_an_item_that_nobody_counted_yet()
    {
        var stock = new StockUnderTest();
        stock.Release("o");
        stock.Set(new() { OnHand = 5 });

        Assert.Equal(ReserveStatus.Released, stock.Reserve("o", 1));
        Assert.Equal(5, stock.Head.Available);
    }

    [Fact]
    public void A_confirmed_line_is_sold_once_and_stays_sold()
    {
        _stock.Reserve("o", 4);
        _stock.Confirm("o");
        _stock.Confirm("o");

        Assert.False(_stock.Release("o"));
        Assert.Equal(ReserveStatus.Reserved, _stock.Reserve("o", 4));
        Assert.Equal((6, 0, 4), (_stock.Head.OnHand, _stock.Head.Reserved, _stock.Head.Sold));
    }

    [Fact]
    public void A_confirmation_of_a_released_line_has_no_effect()
    {
        _stock.Reserve("o", 4);
        _stock.Release("o");
        _stock.Confirm("o");

        Assert.Equal((10, 0, 0), (_stock.Head.OnHand, _stock.Head.Reserved, _stock.Head.Sold));
    }

    [Fact]
    public void Sold_units_come_back_once()
    {
        _stock.Reserve("o", 4);
        _stock.Confirm("o");

        Assert.True(_stock.Return("o", 4));
        Assert.False(_stock.Return("o", 4));
        Assert.Equal((10, 0, 0), (_stock.Head.OnHand, _stock.Head.Reserved, _stock.Head.Sold));
    }

    [Fact]
    public void Units_whose_confirmation_was_lost_come_back_once()
    {
        _stock.Reserve("o", 4);

        Assert.True(_stock.Return("o", 4));
        _stock.Confirm("o");
        Assert.False(_stock.Return("o", 4));
        Assert.True(_stock.Release("o"));
        Assert.Equal(ReserveStatus.Released, _stock.Reserve("o", 4));
        Assert.Equal((10, 0, 0), (_stock.Head.OnHand, _stock.Head.Reserved, _stock.Head.Sold));
    }

    [Fact]
    public void A_released_line_has_no_units_to_bring_back()
    {
        _stock.Reserve("o", 4);
        _stock.Release("o");

        Assert.False(_stock.Return("o", 4));
        Assert.Equal((10, 0, 0), (_stock.Head.OnHand, _stock.Head.Reserved, _stock.Head.Sold));
    }

    [Fact]
    public void A_return_needs_no_old_reservation()
    {
        _stock.Entity.State = _stock.Head with { OnHand = 6, Sold = 4 };

        Assert.True(_stock.Return("long-ago", 4));
        Assert.Equal((10, 0), (_stock.Head.OnHand, _stock.Head.Sold));
    }

    [Fact]
    public void Availability_is_told_only_when_it_turns()
    {
        _stock.Entity.Events.Clear();
        _stock.Reserve("a", 4);
        _stock.Reserve("b", 6);
        _stock.Release("a");
        _stock.Release("b");

        Assert.Equal(
            [new StockAvailabilityChanged("s", "p", false), new StockAvailabilityChanged("s", "p", true)], _stock.Entity.Events);
    }

    [Fact]
    public void An_item_is_open_work_from_its_first_reservation_until_the_sweep_finds_none()
    {
        Assert.False(_stock.Head.Watched);
        _stock.Reserve("o", 1);
        _stock.Entity.Run(new StockItem("s", "p"), StockCounts.Unwatch);
        Assert.True(_stock.Head.Watched);

        _stock.Confirm("o");
        Assert.True(_stock.Head.Watched);
        _stock.Entity.Run(new StockItem("s", "p"), StockCounts.Unwatch);
        Assert.False(_stock.Head.Watched);
    }
}
