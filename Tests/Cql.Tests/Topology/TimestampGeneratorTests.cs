using Cql.Topology;
using Microsoft.Extensions.Time.Testing;

namespace Cql.Tests.Topology;

public sealed class TimestampGeneratorTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(20_000).AddMicroseconds(7));
    private readonly RecordingLogger _logger = new();
    private readonly TimestampGenerator _timestamps;

    public TimestampGeneratorTests() => _timestamps = new TimestampGenerator(_time, _logger);

    [Fact]
    public void A_timestamp_is_the_time_in_microseconds() => Assert.Equal((20_000L * 24 * 60 * 60 * 1_000_000) + 7, _timestamps.Next());

    [Fact]
    public void Timestamps_grow_while_the_clock_stands_and_follow_it_when_it_moves_on()
    {
        var first = _timestamps.Next();
        Assert.Equal(first + 1, _timestamps.Next());
        Assert.Equal(first + 2, _timestamps.Next());
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(first + 1000, _timestamps.Next());
        Assert.Empty(_logger.Messages);
    }

    [Fact]
    public void Timestamps_go_on_when_the_clock_is_set_back_and_that_is_told_once_a_second()
    {
        var clock = new SteppedClock(_time);
        var timestamps = new TimestampGenerator(clock, _logger);
        var first = timestamps.Next();
        clock.Step = TimeSpan.FromSeconds(-0.9);
        Assert.Equal(first + 1, timestamps.Next());
        Assert.Empty(_logger.Messages);

        clock.Step = TimeSpan.FromMinutes(-5);
        Assert.Equal(first + 2, timestamps.Next());
        Assert.Equal(first + 3, timestamps.Next());
        Assert.Contains("00:05:00", Assert.Single(_logger.Messages), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(1));
        timestamps.Next();
        timestamps.Next();
        Assert.Equal(2, _logger.Messages.Count);
    }

    [Fact]
    public async Task Many_threads_get_each_another_timestamp()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Enumerable.Range(0, 20_000).Select(_ => _timestamps.Next()).ToArray())));
        Assert.All(taken, mine => Assert.Equal(mine.Order(), mine));
        Assert.Equal(80_000, taken.SelectMany(mine => mine).Distinct().Count());
    }

    private sealed class SteppedClock(TimeProvider time) : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Step;

        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();
    }
}
