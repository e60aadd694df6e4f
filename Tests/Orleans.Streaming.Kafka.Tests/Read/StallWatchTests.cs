using Microsoft.Extensions.Time.Testing;
using Orleans.Streaming.Kafka.Read;

namespace Orleans.Streaming.Kafka.Tests.Read;

public sealed class StallWatchTests
{
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly StallWatch _watch;

    public StallWatchTests() => _watch = new(2, _time);

    [Fact]
    public void A_partition_that_has_data_and_brings_none_for_a_minute_is_told_and_has_a_minute_again()
    {
        Assert.Equal([60, 125], StallsOf(0, TimeSpan.FromSeconds(130), _ => (5, 9)));
    }

    [Fact]
    public void One_that_is_slow_is_not()
    {
        Assert.Empty(StallsOf(0, TimeSpan.FromMinutes(5), seconds => (seconds / 50, 1000)));
    }

    [Fact]
    public void One_that_is_at_its_end_now_and_then_is_not()
    {
        Assert.Empty(StallsOf(0, TimeSpan.FromMinutes(5), seconds => (9, seconds % 50 == 0 ? 9 : 10)));
    }

    [Fact]
    public void Each_partition_has_a_time_of_its_own()
    {
        Assert.False(_watch.IsStalled(0, 5, 9));
        _time.Advance(StallWatch.Patience / 2);
        Assert.False(_watch.IsStalled(1, 5, 9));
        _time.Advance(StallWatch.Patience / 2);

        Assert.True(_watch.IsStalled(0, 5, 9));
        Assert.False(_watch.IsStalled(1, 5, 9));
    }

    private List<int> StallsOf(int partition, TimeSpan duration, Func<int, (long Passed, long End)> at)
    {
        var told = new List<int>();
        for (var elapsed = TimeSpan.Zero; elapsed <= duration; elapsed += AMoment)
        {
            var (passed, end) = at((int)elapsed.TotalSeconds);
            if (_watch.IsStalled(partition, passed, end))
                told.Add((int)elapsed.TotalSeconds);
            _time.Advance(AMoment);
        }

        return told;
    }
}
