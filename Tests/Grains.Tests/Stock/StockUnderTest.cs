using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Stock;
using Marketplace.Grains.Stock;
using Marketplace.Grains.Tests.Common;

namespace Marketplace.Grains.Tests.Stock;

/// <summary>An item of stock without a grain.</summary>
internal sealed class StockUnderTest
{
    private readonly StockItem _item = new("s", "p");

    public MemoryEntity<StockHead> Entity { get; } = new();

    public StockHead Head => Entity.State ?? StockHead.Absent;

    public static StockUnderTest With(long onHand)
    {
        var stock = new StockUnderTest();
        Assert.True(stock.Set(new() { OnHand = onHand }).Succeeded);
        return stock;
    }

    public Outcome<StockLevel> Set(SetStock command) => Entity.Run((_item, command), StockCounts.Set);

    public Outcome<StockLevel> Adjust(long delta, string key = "k", string hash = "h")
    {
        var command = new AdjustStock(delta, null, new(key, hash));
        var old = new Forgettable(Head.AdjustmentsForgottenTo, HourMark.HourOf(Entity.Now));
        return Entity.Run(
            (_item, command, old), StockCounts.Adjust, StockRows.Adjustments.Row("adjust", command.Key), StockRows.Adjustments.Oldest(old));
    }

    public ReserveStatus Reserve(string order, int units, int line = 0, long revision = 0)
    {
        var row = StockRows.KeyOf(order, line);
        return Entity.Run(
            (_item, new Reserve(order, line, units, revision), row),
            StockLines.Reserve,
            StockRows.Living.Row(row),
            StockRows.Ended.Row(row)).Status;
    }

    public void Confirm(string order, int line = 0)
    {
        var row = StockRows.KeyOf(order, line);
        Entity.Run((_item, row), StockLines.Confirm, StockRows.Living.Row(row));
    }

    public bool Release(string order, int line = 0)
    {
        var row = StockRows.KeyOf(order, line);
        return Entity.Run((_item, row), StockLines.Release, StockRows.Living.Row(row), StockRows.Ended.Row(row));
    }

    public bool Return(string order, int units, int line = 0)
    {
        var row = StockRows.KeyOf(order, line);
        return Entity.Run((_item, row, units), StockLines.Return, StockRows.Living.Row(row), StockRows.Ended.Row(row));
    }

    /// <summary>What the sweep does with a reservation that stays.</summary>
    public void Move(string order, int line = 0)
    {
        var row = StockRows.KeyOf(order, line);
        var number = Entity.Rows(StockRows.LivingByNumber).FirstOrDefault(living => living.Value.Line == row).Key ?? StockRows.KeyOf(1);
        Entity.Run((number, row), StockLines.Move, StockRows.Living.Row(row));
    }

    public void Learn(params ProductNews[] news) => Entity.Run((_item, (System.Collections.Immutable.ImmutableArray<ProductNews>)[.. news]), StockCounts.Learn);
}
