using CsCheck;
using Marketplace.LoadTests.Http;
using Marketplace.LoadTests.Injection;
using Marketplace.LoadTests.Measurement;

namespace Marketplace.LoadTests.Tests.Measurement;

public sealed class RecorderTests
{
    private static readonly Operation Read = new(0, "read", IsTransaction: true);
    private static readonly Operation Step = new(1, "step", IsTransaction: false);

    [Fact]
    public void Percentiles_are_right_to_a_tenth_of_a_percent() =>
        Gen.Int[1, 10_000_000].Array[1, 300].Sample(microseconds =>
        {
            var histogram = new LatencyHistogram();
            foreach (var duration in microseconds) histogram.Record(TimeSpan.FromMicroseconds(duration));
            Array.Sort(microseconds);
            var summary = histogram.Summarise();
            AssertClose(microseconds[NearestRank(0.50)], summary.P50);
            AssertClose(microseconds[NearestRank(0.99)], summary.P99);
            AssertClose(microseconds[^1], summary.Max);
            Assert.Equal(microseconds.Length, summary.Count);

            int NearestRank(double share) => Math.Max(1, (int)(microseconds.Length * share + 0.5)) - 1;
        }, iter: 200);

    [Fact]
    public void Response_time_is_service_time_and_how_late_the_iteration_began()
    {
        var recorder = new Recorder([Read, Step]);
        var iteration = new Iteration(1, TimeSpan.FromMilliseconds(70), recorder);
        iteration.Record(Read, new Reply(200, TimeSpan.FromMilliseconds(30)));
        var summary = recorder.Summarise()[0];
        Assert.Equal(30, summary.Service.Max, 0.1);
        Assert.Equal(100, summary.Response.Max, 0.1);
    }

    [Fact]
    public void Steps_are_measured_and_not_counted_as_transactions()
    {
        var recorder = new Recorder([Read, Step]);
        recorder.Record(Read, new Reply(202, TimeSpan.Zero), TimeSpan.Zero);
        recorder.Record(Step, new Reply(200, TimeSpan.Zero), TimeSpan.Zero);
        recorder.Record(Step, new Reply(404, TimeSpan.Zero), TimeSpan.Zero);
        Assert.Equal(new OutcomeCounts(1, 0, 0), recorder.CountTransactions());
        Assert.Equal(new OutcomeCounts(1, 1, 0), recorder.Summarise()[1].Counts);
    }

    [Fact]
    public void An_interval_holds_what_came_since_the_last_one()
    {
        var recorder = new Recorder([Read]);
        recorder.Record(Read, new Reply(200, TimeSpan.Zero), TimeSpan.FromMilliseconds(5));
        Assert.Equal(1, recorder.TakeInterval().Count);
        Assert.Equal(0, recorder.TakeInterval().Count);
        recorder.Record(Read, new Reply(200, TimeSpan.Zero), TimeSpan.FromMilliseconds(9));
        Assert.Equal(9, recorder.TakeInterval().Max, 0.1);
    }

    [Fact]
    public void Times_beyond_the_range_are_kept_at_its_end()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromHours(3));
        histogram.Record(TimeSpan.Zero);
        Assert.Equal(2, histogram.Summarise().Count);
        Assert.InRange(histogram.Summarise().Max, 600_000, 601_000);
    }

    private static void AssertClose(int microseconds, double milliseconds) =>
        Assert.InRange(milliseconds * 1000, microseconds * 0.998 - 1, microseconds * 1.002 + 1);
}
