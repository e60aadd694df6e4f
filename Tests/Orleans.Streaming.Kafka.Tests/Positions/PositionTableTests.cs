using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Positions;

namespace Orleans.Streaming.Kafka.Tests.Positions;

public sealed class PositionTableTests
{
    private static readonly Guid Log = Guid.NewGuid();
    private static readonly Guid Other = Guid.NewGuid();

    private readonly PositionTable _table = new(Log, NullLogger.Instance);

    [Fact]
    public void The_newest_position_counts()
    {
        Take("reader", 3, 5);
        Take("reader", 3, 9);

        Assert.Equal(9, _table.Find("reader", 3)!.Next);
        Assert.Null(_table.Find("reader", 1));
        Assert.Empty(_table.TakeFallen());
    }

    [Fact]
    public void A_lower_position_that_came_later_does_not_count_and_the_higher_one_is_to_be_written_again()
    {
        Take("reader", 3, 9);
        Take("reader", 3, 5);

        Assert.Equal(9, _table.Find("reader", 3)!.Next);
        Assert.Equal([("reader", 3, 9L)], _table.TakeFallen().Select(fallen => (fallen.Reader, fallen.Partition, fallen.Position.Next)));
        Assert.Empty(_table.TakeFallen());
    }

    [Fact]
    public void What_was_written_again_meanwhile_is_not_written_once_more()
    {
        Take("reader", 3, 9);
        Take("reader", 3, 5);
        Take("reader", 3, 9);

        Assert.Empty(_table.TakeFallen());
    }

    [Fact]
    public void What_could_not_be_written_again_is_told_again()
    {
        Take("reader", 3, 9);
        Take("reader", 3, 5);
        var fallen = Assert.Single(_table.TakeFallen());
        _table.Fell(fallen.Reader, fallen.Partition);

        Assert.Equal(fallen, Assert.Single(_table.TakeFallen()));
    }

    [Fact]
    public void A_position_in_the_log_that_is_open_replaces_one_in_another()
    {
        TakeOfAnother("reader", 3, 12);
        Assert.Equal(12, _table.Find("reader", 3)!.Next);
        TakeOfAnother("reader", 3, 7);
        Assert.Equal(12, _table.Find("reader", 3)!.Next);

        Take("reader", 3, 2);
        Assert.Equal(new(Log, 2, "thing/1@1.0"), _table.Find("reader", 3));
        Assert.Empty(_table.TakeFallen());
    }

    [Fact]
    public void A_position_in_another_log_that_came_later_does_not_count_and_the_one_in_this_log_is_to_be_written_again()
    {
        Take("reader", 3, 2);
        TakeOfAnother("reader", 3, 12);

        Assert.Equal(new(Log, 2, "thing/1@1.0"), _table.Find("reader", 3));
        Assert.Equal(("reader", 3, new LogPosition(Log, 2, "thing/1@1.0")), Assert.Single(_table.TakeFallen()));
    }

    [Fact]
    public void A_record_without_a_value_forgets_the_position()
    {
        Take("reader", 3, 9);
        _table.Take(PositionRecord.Key("reader", 3), null, 0);
        Take("reader", 3, 1);

        Assert.Equal(1, _table.Find("reader", 3)!.Next);
    }

    [Fact]
    public void What_is_no_position_is_passed_over()
    {
        _table.Take(null, [1], 0);
        _table.Take("reader"u8.ToArray(), PositionRecord.Value(new(Log, 1, null)), 0);
        _table.Take(PositionRecord.Key("reader", 3), "{"u8.ToArray(), 0);
        _table.Take(PositionRecord.Key("reader", 3), "null"u8.ToArray(), 0);

        Assert.Null(_table.Find("reader", 3));
    }

    [Fact]
    public void A_readers_name_may_hold_what_parts_it_from_the_partition()
    {
        Take("a/1", 2, 7);

        Assert.Equal(7, _table.Find("a/1", 2)!.Next);
    }

    private void TakeOfAnother(string reader, int partition, long next)
        => _table.Take(PositionRecord.Key(reader, partition), PositionRecord.Value(new(Other, next, null)), 0);

    private void Take(string reader, int partition, long next)
        => _table.Take(PositionRecord.Key(reader, partition), PositionRecord.Value(new(Log, next, "thing/1@1.0")), 0);
}
