using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Interfaces.Stock.Events;
using Marketplace.Grains.Stock;

namespace Marketplace.Grains.Tests.Stock;

public sealed class StockCountsTests
{
    [Fact]
    public void A_count_makes_the_item_and_is_told()
    {
        var stock = new StockUnderTest();

        var level = stock.Set(new() { OnHand = 5, Label = "v1", Precondition = Precondition.MustBeAbsent }).Value!;

        Assert.Equal(("s", "p", 5, 0, "v1"), (level.SellerId, level.ProductId, level.Available, level.Reserved, level.Label));
        Assert.Contains(new StockCounted("s", "p", 5, 5, null), stock.Entity.Events);
    }

    [Fact]
    public void A_count_below_what_is_reserved_is_refused()
    {
        var stock = StockUnderTest.With(10);
        stock.Reserve("o", 4);

        var refusal = stock.Set(new() { OnHand = 3 }).Refusal;

        Assert.Equal((RefusalCodes.StateConflict, "onHand"), (refusal?.Code, refusal?.Param));
        Assert.Equal(10, stock.Head.OnHand);
    }

    [Fact]
    public void A_count_for_another_version_is_refused()
    {
        var stock = StockUnderTest.With(10);
        var version = stock.Head.Revision;
        stock.Reserve("o", 1);

        Assert.Equal(RefusalCodes.VersionStale, stock.Set(new() { OnHand = 9, Precondition = Precondition.MustBeAt(version) }).Refusal?.Code);
        Assert.Equal(RefusalCodes.AlreadyExists, stock.Set(new() { OnHand = 9, Precondition = Precondition.MustBeAbsent }).Refusal?.Code);
    }

    [Fact]
    public void An_older_number_of_the_source_is_refused_and_the_same_one_changes_nothing()
    {
        var stock = new StockUnderTest();
        stock.Set(new() { OnHand = 10, SourceSequence = 5 });
        stock.Reserve("o", 4);
        stock.Confirm("o");

        Assert.Equal(RefusalCodes.SequenceStale, stock.Set(new() { OnHand = 99, SourceSequence = 4 }).Refusal?.Code);
        Assert.True(stock.Set(new() { OnHand = 10, SourceSequence = 5 }).Replayed);
        Assert.Equal(6, stock.Head.OnHand);
        Assert.Equal(20, stock.Set(new() { OnHand = 20, SourceSequence = 6 }).Value?.OnHand);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_count_outside_the_range_is_refused(long onHand)
        => Assert.Equal(RefusalCodes.ValueInvalid, new StockUnderTest().Set(new() { OnHand = onHand }).Refusal?.Code);

    [Fact]
    public void An_adjustment_is_applied_once_a_key()
    {
        var stock = StockUnderTest.With(10);

        Assert.Equal(7, stock.Adjust(-3).Value?.OnHand);
        Assert.True(stock.Adjust(-3).Replayed);
        Assert.Equal(RefusalCodes.KeyReused, stock.Adjust(-4, hash: "other").Refusal?.Code);
        Assert.Equal(7, stock.Head.OnHand);
        Assert.Contains(new StockCounted("s", "p", 7, -3, null), stock.Entity.Events);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(-11)]
    public void An_adjustment_outside_the_range_is_refused(long delta)
        => Assert.Equal(("delta", 10), (StockUnderTest.With(10) is var stock ? stock.Adjust(delta).Refusal?.Param : null, stock.Head.OnHand));

    [Fact]
    public void An_item_that_nobody_counted_cannot_be_adjusted()
        => Assert.Equal(RefusalCodes.NotFound, new StockUnderTest().Adjust(1).Refusal?.Code);

    [Fact]
    public void Old_and_repeated_news_change_nothing()
    {
        var stock = StockUnderTest.With(1);
        stock.Learn(new ProductNews(3, "c"), new ProductNews(2, "b"));
        var head = stock.Head;
        stock.Learn(new ProductNews(3, "x"), new ProductNews(1, "a"));

        Assert.Same(head, stock.Head);
        Assert.Equal((3, "c"), (head.ProductRevision, head.Label));
    }

    [Fact]
    public void A_later_generation_starts_with_full_shelves_once()
    {
        var stock = new StockUnderTest();

        Assert.True(stock.Entity.Run(new StockItem("s", "p"), StockCounts.Seed));
        stock.Reserve("o", 1);
        Assert.False(stock.Entity.Run(new StockItem("s", "p"), StockCounts.Seed));
        Assert.Equal((10_000, 1, "0"), (stock.Head.OnHand, stock.Head.Reserved, stock.Head.Label));
    }
}
