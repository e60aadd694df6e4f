using CsCheck;
using Orleans.Entities.RocksDb.Engine;

namespace Orleans.Entities.RocksDb.Tests.Engine;

public sealed class PartitionTailTests
{
    [Fact]
    public void It_hands_out_the_very_events_it_was_given()
    {
        var tail = new PartitionTail(1 << 20);
        var events = Append(tail, 0, 20);

        Assert.Equal(events[5..15], tail.TryRead(5, 10));
        Assert.Same(events[19], Assert.Single(tail.TryRead(19, 1)!));
    }

    [Fact]
    public void An_offset_before_or_behind_what_it_holds_is_not_here()
    {
        var tail = new PartitionTail(1 << 20);
        Assert.Null(tail.TryRead(0, 1));

        Append(tail, 100, 20);

        Assert.Null(tail.TryRead(99, 1));
        Assert.Null(tail.TryRead(0, 1));
        Assert.Null(tail.TryRead(120, 1));
        Assert.Null(tail.TryRead(long.MaxValue, 1));
    }

    [Fact]
    public void The_oldest_events_make_room_for_new_ones()
    {
        var tail = new PartitionTail(10_000);

        Append(tail, 0, 1000, dataBytes: 1000);

        Assert.Null(tail.TryRead(990, 1));
        Assert.InRange(tail.TryRead(993, 100)!.Count, 7, 7);
    }

    [Fact]
    public void An_event_larger_than_the_bound_is_left_to_the_files()
    {
        var tail = new PartitionTail(10_000);
        Append(tail, 0, 3);

        Append(tail, 3, 1, dataBytes: 10_000);
        Assert.Null(tail.TryRead(3, 1));
        Assert.Null(tail.TryRead(2, 1));

        var after = Append(tail, 4, 1);
        Assert.Equal(after, tail.TryRead(4, 1));
    }

    [Fact]
    public void After_a_gap_it_starts_anew()
    {
        var tail = new PartitionTail(1 << 20);
        Append(tail, 0, 10);

        var after = Append(tail, 12, 3);

        Assert.Null(tail.TryRead(9, 1));
        Assert.Null(tail.TryRead(11, 1));
        Assert.Equal(after, tail.TryRead(12, 3));
    }

    [Fact]
    public void Any_sequence_of_appends_and_clearings_leaves_a_run_of_the_newest_events() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 3000], Gen.Int[0, 20]).Array[1, 30].Sample(steps =>
        {
            const int Bound = 20_000;
            var tail = new PartitionTail(Bound);
            var all = new List<LogEvent>();
            var cleared = 0;
            foreach (var (count, dataBytes, chance) in steps)
            {
                if (chance == 0)
                {
                    tail.Clear();
                    cleared = all.Count;
                }

                all.AddRange(Append(tail, all.Count, count, dataBytes));
            }

            var held = Enumerable.Range(0, all.Count).Where(offset => tail.TryRead(offset, 1) is not null).ToList();
            var oldest = held.Count > 0 ? held[0] : all.Count;
            Assert.Equal(Enumerable.Range(oldest, all.Count - oldest), held);
            Assert.True(oldest >= cleared);
            Assert.True(all.Skip(oldest).Sum(value => value.Data.Length) <= Bound);
            Assert.True(oldest == cleared || all.Skip(oldest - 1).Sum(value => value.Data.Length + 400) > Bound, "What has room was dropped.");
            if (held.Count > 0)
                Assert.Equal(all[oldest..], tail.TryRead(oldest, held.Count));
        });

    [Fact]
    public async Task Who_reads_while_it_is_appended_to_sees_each_event_at_its_offset()
    {
        const int Count = 50_000;
        var tail = new PartitionTail(30_000);
        var published = 0L;
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (var offset = 0L; offset < Count;)
            {
                var end = Volatile.Read(ref published);
                if (offset == end)
                {
                    Thread.Yield();
                    continue;
                }

                // Who is overtaken goes on at the end, as a reader that took the rest from the files would.
                var events = tail.TryRead(offset, (int)Math.Min(end - offset, 16));
                Assert.Equal(Enumerable.Range((int)offset, events?.Count ?? 0), (events ?? []).Select(value => (int)value.Offset));
                offset = events is null ? end : offset + events.Count;
            }
        })).ToList();

        for (var offset = 0; offset < Count; offset++)
        {
            Append(tail, offset, 1);
            Volatile.Write(ref published, offset + 1);
        }

        await Task.WhenAll(readers);
    }

    private static LogEvent[] Append(PartitionTail tail, long offset, int count, int dataBytes = 10)
    {
        LogEvent[] events =
        [
            .. Enumerable.Range(0, count).Select(i => new LogEvent
            {
                Partition = 0,
                Offset = offset + i,
                Entity = new EntityKey("thing", "1"),
                Version = offset + i + 1,
                Index = 0,
                Type = "tests.thing.happened.v1",
                Time = DateTimeOffset.UnixEpoch,
                Data = new byte[dataBytes],
            }),
        ];
        foreach (var value in events)
            tail.Append(value);
        return events;
    }
}
