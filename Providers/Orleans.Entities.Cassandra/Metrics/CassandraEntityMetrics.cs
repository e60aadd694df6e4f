using System.Diagnostics.Metrics;

namespace Orleans.Entities.Cassandra;

/// <summary>The meter <c>Orleans.Entities.Cassandra</c> of one store.</summary>
internal sealed class CassandraEntityMetrics : IDisposable
{
    public const string MeterName = "Orleans.Entities.Cassandra";

    private static readonly KeyValuePair<string, object?>[] Commits =
        [new("outcome", "committed"), new("outcome", "conflict"), new("outcome", "not_applied"), new("outcome", "unknown")];

    private static readonly KeyValuePair<string, object?>[] Resolved =
        [new("outcome", "committed"), new("outcome", "not_applied"), new("outcome", "conflict")];

    private readonly Histogram<double> _commits;
    private readonly Counter<long> _settled;

    public CassandraEntityMetrics()
    {
        _commits = Meter.CreateHistogram(
            "orleans.cassandra.entity.commit.duration", "s", "Commits, by how they ended.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });
        _settled = Meter.CreateCounter<long>("orleans.cassandra.entity.settled", "{commit}", "Commits whose outcome was unknown, by what a reading and a fence made of it.");
    }

    public Meter Meter { get; } = new(MeterName);

    /// <summary>Lets the meter tell what waits and what is open.</summary>
    /// <param name="open">Counts the entities that are registered.</param>
    /// <param name="waiting">What waits for the log, in bytes.</param>
    /// <param name="lag">How long the oldest of it has waited.</param>
    public void Observe(Func<int> open, Func<long> waiting, Func<TimeSpan> lag)
    {
        Meter.CreateObservableGauge("orleans.cassandra.entity.open", open, "{entity}", "Entities that are registered as perhaps having open work.");
        Meter.CreateObservableGauge("orleans.cassandra.entity.relay.waiting", waiting, "By", "Events that wait for the log.");
        Meter.CreateObservableGauge("orleans.cassandra.entity.relay.lag", () => lag().TotalSeconds, "s", "How long the oldest event has waited for the log.");
    }

    public void Committed(CommitOutcome outcome, TimeSpan duration) => _commits.Record(duration.TotalSeconds, Commits[(int)outcome]);

    public void Settled(ResolveOutcome outcome) => _settled.Add(1, Resolved[(int)outcome]);

    public void Dispose() => Meter.Dispose();
}
