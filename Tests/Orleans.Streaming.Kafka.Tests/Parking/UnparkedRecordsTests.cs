using Orleans.Streaming.Kafka.Parking;

namespace Orleans.Streaming.Kafka.Tests.Parking;

public sealed class UnparkedRecordsTests
{
    private readonly UnparkedRecords _unparked = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_handed_out_in_order_and_wait_until_they_are_parked()
    {
        var next = _unparked.NextAsync(Token);
        Assert.False(next.IsCompleted);
        Assert.True(_unparked.TryAdd(Record(0, 7)));
        Assert.Equal([7L], (await next).Select(record => record.Offset));
        Assert.True(_unparked.TryAdd(Record(1, 3)));
        Assert.Equal([7L, 3L], (await _unparked.NextAsync(Token)).Select(record => record.Offset));
        _unparked.Parked(1);
        Assert.Equal([3L], (await _unparked.NextAsync(Token)).Select(record => record.Offset));
    }

    [Fact]
    public async Task A_position_waits_for_those_below_it_in_its_partition_and_for_no_other()
    {
        Assert.True(_unparked.TryAdd(Record(0, 7)));
        await _unparked.UntilParkedAsync(partition: 0, below: 7, Token);
        await _unparked.UntilParkedAsync(partition: 1, below: 100, Token);
        var waiting = _unparked.UntilParkedAsync(partition: 0, below: 8, Token).AsTask();
        Assert.True(_unparked.TryAdd(Record(0, 9)));
        Assert.False(waiting.IsCompleted);
        _unparked.Parked(1);
        await waiting;
    }

    [Fact]
    public void No_more_wait_than_there_is_memory_for()
    {
        for (var offset = 0; offset < UnparkedRecords.Most; offset++)
            Assert.True(_unparked.TryAdd(Record(0, offset)));
        Assert.False(_unparked.TryAdd(Record(0, UnparkedRecords.Most)));
        _unparked.Parked(1);
        Assert.True(_unparked.TryAdd(Record(0, UnparkedRecords.Most)));
    }

    private static UnreadableRecord Record(int partition, long offset)
        => new() { Partition = partition, Offset = offset, Cause = "it is none", Since = DateTimeOffset.UnixEpoch, Key = [], Value = [], ValueLength = 0 };
}
