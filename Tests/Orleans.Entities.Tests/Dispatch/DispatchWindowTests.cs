using CsCheck;

namespace Orleans.Entities.Tests.Dispatch;

public sealed class DispatchWindowTests
{
    private static readonly Guid LogId = Guid.NewGuid();

    // Against the plain rule: the position is right behind the last event below which all are settled, and names it.
    [Fact]
    public void Its_position_is_always_below_the_oldest_open_event_and_never_falls()
    {
        Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 5]))).Array[1, 120], Gen.Int).Sample((events, seed) =>
        {
            var window = new DispatchWindow(new(LogId, 10, "before"), 1_000, long.MaxValue);
            var random = new Random(seed);
            var open = new List<(long Ticket, long Offset)>();
            var last = window.Position().Next;
            var offset = 10L;
            var read = new List<long> { 9 };
            foreach (var (count, hole) in events)
            {
                var value = Event(offset + hole);
                offset = value.Offset + 1;
                read.Add(value.Offset);
                if (count == 0)
                    window.Pass(value);
                else if (window.Enter(value, count) is var ticket)
                    open.AddRange(Enumerable.Repeat((ticket, value.Offset), count));
                Check();
                while (open.Count > 0 && random.Next(2) == 0)
                    SettleOne();
            }
            while (open.Count > 0)
                SettleOne();
            Assert.Equal(offset, window.Position().Next);

            void SettleOne()
            {
                var i = random.Next(open.Count);
                window.Settle(open[i].Ticket);
                open.RemoveAt(i);
                Check();
            }

            void Check()
            {
                var position = window.Position();
                var before = open.Count == 0 ? read[^1] : read.FindLast(o => o < open.Min(e => e.Offset));
                Assert.Equal(before + 1, position.Next);
                Assert.Equal(position.Next, window.SettledOffset);
                Assert.Equal(before == 9 ? "before" : Event(before).Id, position.Last);
                Assert.Equal(offset, window.NextOffset);
                Assert.True(position.Next >= last);
                last = position.Next;
            }
        });
    }

    [Fact]
    public void It_takes_no_more_events_than_its_bytes_and_takes_them_again_once_some_are_settled()
    {
        const int Bytes = 1_000, Enough = 11 * Bytes;
        var window = new DispatchWindow(new(LogId, 0, null), 1_000, Enough);
        var open = new Queue<long>();
        for (var offset = 0; window.Room > 0; offset++)
            open.Enqueue(window.Enter(Event(offset, Bytes), 2));
        var most = open.Count;
        Assert.InRange(most, 3, 10);

        // Whoever has it is not all who are told.
        window.Settle(open.Peek());
        Assert.Equal(0, window.Room);
        window.Settle(open.Dequeue());
        Assert.Equal(1_000 - most + 1, window.Room);
        while (open.TryDequeue(out var ticket))
        {
            window.Settle(ticket);
            window.Settle(ticket);
        }

        Assert.Equal(1_000, window.Room);
    }

    [Fact]
    public void What_it_keeps_of_an_event_that_it_passed_counts_too()
    {
        var window = new DispatchWindow(new(LogId, 0, null), 1_000, 10_000);
        window.Pass(Event(0, 20_000));
        Assert.Equal(1_000, window.Room);

        var ticket = window.Enter(Event(1), 1);
        Assert.Equal(0, window.Room);

        window.Settle(ticket);
        Assert.Equal(1_000, window.Room);
    }

    private static LogEvent Event(long offset, int bytes = 0) => new()
    {
        Partition = 0,
        Offset = offset,
        Entity = new("thing", "one"),
        Version = offset,
        Index = 0,
        Type = "t",
        Time = DateTimeOffset.UnixEpoch,
        Data = new byte[bytes],
    };
}
