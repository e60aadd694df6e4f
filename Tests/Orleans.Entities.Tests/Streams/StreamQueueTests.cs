using CsCheck;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Orleans.Entities.Tests.Streams;

public sealed class StreamQueueTests
{
    private static readonly Guid LogId = Guid.NewGuid();
    private readonly StreamQueue _queue = new(capacity: 8, maxBytes: long.MaxValue);
    private long _next = 5;

    public StreamQueueTests() => _queue.StartAt(new(LogId, 5, "before"));

    [Fact]
    public void What_nobody_subscribes_to_is_passed_over()
    {
        Read("a", "b");
        Assert.True(_queue.TryPurgeFromCache(out var passed));
        Assert.Equal(2, passed.Count);
        Assert.Equal(new LogPosition(LogId, 7, "b/x@6.0"), _queue.Position);
        Assert.False(_queue.TryPurgeFromCache(out _));
    }

    [Fact]
    public void What_was_read_together_is_one_batch_a_stream_and_keeps_its_order()
    {
        Read("a", "b", "a");
        using var cursor = CursorOf("a", 5);
        Assert.Equal([5, 7], Take(cursor));
        Assert.Equal(7, cursor.GetCurrent(out _)!.SequenceToken.SequenceNumber);
    }

    [Fact]
    public void The_position_stands_before_what_is_on_its_way()
    {
        Read("a");
        using var cursor = CursorOf("a", 5);
        Assert.Equal([5], Take(cursor));
        Read("b");
        _queue.TryPurgeFromCache(out _);
        Assert.Equal(new LogPosition(LogId, 5, "before"), _queue.Position);
        Assert.False(Moved(cursor));
        Assert.True(_queue.TryPurgeFromCache(out _));
        Assert.Equal(new LogPosition(LogId, 7, "b/x@6.0"), _queue.Position);
    }

    [Fact]
    public void The_position_names_the_event_that_it_stands_right_behind_whatever_offsets_no_event_has()
    {
        Read("a");
        _queue.TryPurgeFromCache(out _);
        _next += 3;
        Read("a");
        Assert.Equal(new LogPosition(LogId, 6, "a/x@5.0"), _queue.Position);
        Assert.Equal(10, _queue.NextOffset);
        _queue.TryPurgeFromCache(out _);
        Assert.Equal(new LogPosition(LogId, 10, "a/x@9.0"), _queue.Position);
    }

    [Fact]
    public void What_could_not_be_delivered_is_handed_out_until_it_is()
    {
        Read("a");
        Read("a");
        using var cursor = CursorOf("a", 5);
        for (var tries = 0; tries < 3; tries++)
        {
            Assert.Equal([5], Take(cursor));
            cursor.RecordDeliveryFailure();
            Assert.False(_queue.TryPurgeFromCache(out _));
        }
        Assert.Equal([5], Take(cursor));
        Assert.Equal([6], Take(cursor));
        Assert.True(_queue.TryPurgeFromCache(out _));
        Assert.Equal(6, _queue.SettledOffset);
    }

    [Fact]
    public void A_stream_that_stands_still_leaves_the_others_the_room_of_the_window()
    {
        Read("slow");
        using var slow = CursorOf("slow", 5);
        Take(slow);
        for (var others = 0; others < 7; others++)
        {
            Read("a");
            Assert.True(_queue.TryPurgeFromCache(out _));
        }
        Assert.Equal(0, _queue.GetMaxAddCount());
        Assert.Equal(5, _queue.SettledOffset);
        Moved(slow);
        _queue.TryPurgeFromCache(out _);
        Assert.Equal(8, _queue.GetMaxAddCount());
    }

    [Fact]
    public void Who_leaves_holds_nothing_up()
    {
        Read("a");
        CursorOf("a", 5).Dispose();
        Assert.True(_queue.TryPurgeFromCache(out _));
        Assert.Equal(6, _queue.SettledOffset);
    }

    [Fact]
    public void A_subscriber_begins_with_the_batch_that_has_its_token_and_a_new_one_with_what_comes()
    {
        Read("a", "a");
        Read("a", "a");
        using var pin = CursorOf("a", 5);
        using var second = CursorOf("a", 7);
        using var within = CursorOf("a", 6);
        using var latest = _queue.GetCacheCursor(EventStreams.Of("a", 3), null);
        Assert.Equal([7, 8], Take(second));
        Assert.Equal([5, 6], Take(within));
        Assert.False(Moved(latest));
        Read("a");
        Assert.Equal([9], Take(latest));
    }

    [Fact]
    public void A_token_of_what_was_let_go_is_a_miss_that_says_what_there_is()
    {
        Read("a");
        Read("a");
        _queue.TryPurgeFromCache(out _);
        Assert.Throws<QueueCacheMissException>(() => CursorOf("a", 5));
        using var last = CursorOf("a", 6);
        Assert.False(Moved(last));
    }

    // A subscriber is a loop as an agent has it; a process ends at any point and another goes on from the position.
    [Fact]
    public void Every_subscriber_gets_everything_in_order_whatever_fails_and_whenever_it_starts_anew() =>
        Gen.Int[0, 5].Array[1, 300].Sample(steps =>
        {
            string[] kinds = ["a", "b"];
            var log = Enumerable.Range(0, 1_000).Select(offset => Event(kinds[(offset * 7 / 3) % 2], offset)).ToList();
            var taken = kinds.ToDictionary(kind => kind, _ => new List<long>());
            var (queue, cursors) = Start(new(LogId, 0, null));
            foreach (var step in steps)
            {
                switch (step)
                {
                    case 0 or 1 when queue.GetMaxAddCount() > 0:
                        queue.AddToCache(queue.Enter([.. log.Skip((int)queue.NextOffset).Take(Math.Min(3, queue.GetMaxAddCount()))], null));
                        break;
                    case 2 or 3:
                        var cursor = cursors[step - 2];
                        if (Moved(cursor))
                            taken[kinds[step - 2]].AddRange(((EventBatch)cursor.GetCurrent(out _)!).Events.Select(value => value.Offset));
                        break;
                    case 4:
                        cursors[0].RecordDeliveryFailure();
                        queue.TryPurgeFromCache(out _);
                        break;
                    case 5:
                        (queue, cursors) = Start(queue.Position);
                        break;
                }
            }
            foreach (var (kind, offsets) in taken)
            {
                var expected = log.Where(value => value.Entity.Kind == kind).Select(value => value.Offset).Take(offsets.Distinct().Count());
                Assert.Equal(expected, offsets.Distinct());
            }
            Assert.True(queue.Position.Next <= Math.Min(NextOf("a"), NextOf("b")));

            // The first of the kind that was not handed out: the position is never beyond.
            long NextOf(string kind) => log.First(value => value.Entity.Kind == kind && !taken[kind].Contains(value.Offset)).Offset;

            (StreamQueue, IQueueCacheCursor[]) Start(LogPosition position)
            {
                var started = new StreamQueue(capacity: 16, maxBytes: 5_000);
                started.StartAt(position);
                return (started, [.. kinds.Select(kind => started.GetCacheCursor(EventStreams.Of(kind, 3), null))]);
            }
        });

    private void Read(params string[] kinds) => _queue.AddToCache(_queue.Enter([.. kinds.Select(kind => Event(kind, _next++))], null));

    private IQueueCacheCursor CursorOf(string kind, long offset) => _queue.GetCacheCursor(EventStreams.Of(kind, 3), new EventSequenceTokenV2(offset));

    private static bool Moved(IQueueCacheCursor cursor) => cursor.MoveNextWithResult() == QueueCacheCursorMoveResult.Success;

    private static long[] Take(IQueueCacheCursor cursor)
    {
        Assert.True(Moved(cursor));
        return [.. ((EventBatch)cursor.GetCurrent(out _)!).Events.Select(value => value.Offset)];
    }

    private static LogEvent Event(string kind, long offset) => new()
    {
        Partition = 3,
        Offset = offset,
        Entity = new(kind, "x"),
        Version = offset,
        Index = 0,
        Type = "tests.thing.happened.v1",
        Time = DateTimeOffset.UnixEpoch,
        Data = "{}"u8.ToArray(),
    };
}
