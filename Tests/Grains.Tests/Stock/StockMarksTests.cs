using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Stock;

namespace Marketplace.Grains.Tests.Stock;

public sealed class StockMarksTests
{
    [Fact]
    public void A_forgotten_hour_takes_its_lines_along()
    {
        var stock = StockUnderTest.With(10);
        stock.Reserve("sold", 1);
        stock.Confirm("sold");
        stock.Release("overtaken");

        Drop(stock);

        Assert.Empty(stock.Entity.Rows(StockRows.Ended));
        Assert.Empty(stock.Entity.Rows(StockRows.EndedByHour));
    }

    [Fact]
    public void A_line_that_came_back_is_remembered_for_longer_than_its_sale()
    {
        var stock = StockUnderTest.With(10);
        stock.Reserve("o", 1);
        stock.Confirm("o");
        var sale = stock.Entity.Rows(StockRows.EndedByHour)[0].Key;
        stock.Entity.Now += TimeSpan.FromHours(1);
        stock.Return("o", 1);

        Drop(stock, sale);

        Assert.False(stock.Return("o", 1));
        Assert.Equal(ReserveStatus.Released, stock.Reserve("o", 1));
    }

    [Fact]
    public void Marks_that_were_dropped_are_not_looked_through_again_and_none_is_passed_over_by_a_clock_that_goes_back()
    {
        var stock = StockUnderTest.With(10);
        stock.Release("first");
        Drop(stock);
        var forgottenTo = stock.Head.ForgottenTo;

        stock.Entity.Now -= TimeSpan.FromHours(5);
        stock.Release("second");

        var mark = Assert.Single(stock.Entity.Rows(StockRows.EndedByHour)).Key;
        Assert.True(string.CompareOrdinal(mark, forgottenTo) > 0);
        Drop(stock);
        Assert.Empty(stock.Entity.Rows(StockRows.Ended));
    }

    private static void Drop(StockUnderTest stock, params string[] marks)
    {
        if (marks.Length == 0)
            marks = [.. stock.Entity.Rows(StockRows.EndedByHour).Select(row => row.Key)];
        stock.Entity.Run(marks, StockMarks.Drop, StockMarks.Rows(marks));
    }
}
