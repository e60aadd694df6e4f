using Orleans.Configuration;
using Orleans.Entities.RocksDb.Engine;

namespace Orleans.Entities.RocksDb.Tests.Engine;

public sealed class WorkQueueTests
{
    [Fact]
    public void Beyond_its_calls_it_takes_nothing_until_a_group_has_left()
    {
        using var queue = new WorkQueue(new RocksDbEntityOptions { QueueCalls = 3 });
        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(queue.TryAdd(new Sized(1))));
        Assert.False(queue.TryAdd(new Sized(1)));

        Assert.Equal(2, Take(queue, maxCalls: 2, maxBytes: 100).Count);

        Assert.True(queue.TryAdd(new Sized(1)));
        Assert.True(queue.TryAdd(new Sized(1)));
        Assert.False(queue.TryAdd(new Sized(1)));
    }

    [Fact]
    public void Beyond_its_bytes_it_takes_nothing_until_a_group_has_left()
    {
        using var queue = new WorkQueue(new RocksDbEntityOptions { QueueBytes = 100 });
        Assert.True(queue.TryAdd(new Sized(60)));
        Assert.False(queue.TryAdd(new Sized(41)));
        Assert.True(queue.TryAdd(new Sized(40)));

        Take(queue, maxCalls: 1, maxBytes: 100);

        Assert.True(queue.TryAdd(new Sized(60)));
    }

    [Fact]
    public void A_group_is_bounded_in_bytes_and_has_at_least_one_call()
    {
        using var queue = new WorkQueue(new RocksDbEntityOptions());
        Assert.All([500, 60, 30, 20], bytes => Assert.True(queue.TryAdd(new Sized(bytes))));

        Assert.Equal([500], Take(queue, maxCalls: 10, maxBytes: 100).Select(work => work.Bytes));
        Assert.Equal([60, 30], Take(queue, maxCalls: 10, maxBytes: 100).Select(work => work.Bytes));
        Assert.Equal([20], Take(queue, maxCalls: 10, maxBytes: 100).Select(work => work.Bytes));
    }

    [Fact]
    public void Closed_it_hands_out_what_it_holds_and_then_ends()
    {
        using var queue = new WorkQueue(new RocksDbEntityOptions());
        queue.TryAdd(new Sized(1));

        queue.Close();

        Assert.False(queue.TryAdd(new Sized(1)));
        Assert.Single(Take(queue, maxCalls: 10, maxBytes: 100));
        Assert.False(queue.Take([], 10, 100));
    }

    private static List<Work> Take(WorkQueue queue, int maxCalls, int maxBytes)
    {
        var group = new List<Work>();
        Assert.True(queue.Take(group, maxCalls, maxBytes));
        return group;
    }

    private sealed class Sized(int bytes) : Work
    {
        internal override int Bytes => bytes;

        internal override void Join(Group group) => throw new InvalidOperationException("It is only queued.");
    }
}
