using System.Diagnostics.Metrics;

namespace Orleans.Clustering.Cassandra;

/// <summary>The meter <c>Orleans.Clustering.Cassandra</c> of one silo.</summary>
internal sealed class MembershipMetrics : IDisposable
{
    public const string MeterName = "Orleans.Clustering.Cassandra";

    private readonly TimeProvider _time;
    private readonly Counter<long> _changes;
    private readonly Histogram<double> _reads;
    private readonly Histogram<double> _heartbeats;
    private long _lastHeartbeat;

    public MembershipMetrics(TimeProvider time)
    {
        _time = time;
        _changes = Meter.CreateCounter<long>(
            "orleans.cassandra.membership.changes", "{change}", "Conditional writes of the membership table, by outcome: applied, refused or unknown.");
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] };
        _reads = Meter.CreateHistogram(
            "orleans.cassandra.membership.read.duration", "s", "Readings of the membership table, by outcome: read or failed.", tags: null, seconds);
        _heartbeats = Meter.CreateHistogram(
            "orleans.cassandra.membership.heartbeat.duration", "s", "Heartbeats of this silo, by outcome: written or failed.", tags: null, seconds);
        Meter.CreateObservableGauge("orleans.cassandra.membership.heartbeat.age", Age, "s", "How long ago this silo's last heartbeat was written.");
    }

    public Meter Meter { get; } = new(MeterName);

    public void Applied() => Count("applied");

    public void Refused() => Count("refused");

    public void Unknown() => Count("unknown");

    /// <summary>The table was read, or that failed.</summary>
    /// <param name="since">When it began.</param>
    /// <param name="failed">Whether it failed.</param>
    public void Read(long since, bool failed) => _reads.Record(Seconds(since), Outcome(failed ? "failed" : "read"));

    /// <summary>A heartbeat was written, or that failed.</summary>
    /// <param name="since">When it began.</param>
    /// <param name="failed">Whether it failed.</param>
    public void Heartbeat(long since, bool failed)
    {
        _heartbeats.Record(Seconds(since), Outcome(failed ? "failed" : "written"));
        if (!failed)
            Volatile.Write(ref _lastHeartbeat, _time.GetTimestamp());
    }

    public void Dispose() => Meter.Dispose();

    private IEnumerable<Measurement<double>> Age()
        => Volatile.Read(ref _lastHeartbeat) is var last and not 0 ? [new Measurement<double>(Seconds(last))] : [];

    private void Count(string outcome) => _changes.Add(1, Outcome(outcome));

    private double Seconds(long since) => _time.GetElapsedTime(since).TotalSeconds;

    private static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
