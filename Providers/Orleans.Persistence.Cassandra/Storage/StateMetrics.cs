using System.Diagnostics.Metrics;

namespace Orleans.Persistence.Cassandra;

/// <summary>The meter <c>Orleans.Persistence.Cassandra</c> of one storage.</summary>
internal sealed class StateMetrics : IDisposable
{
    public const string MeterName = "Orleans.Persistence.Cassandra";

    private readonly KeyValuePair<string, object?> _storage;
    private readonly Histogram<long> _size;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _settled;

    public StateMetrics(string storage)
    {
        _storage = new("storage", storage);
        _size = Meter.CreateHistogram(
            "orleans.cassandra.state.size", "By", "Serialized states as they are written.", tags: null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = [256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20] });
        _conflicts = Meter.CreateCounter<long>("orleans.cassandra.state.conflicts", "{write}", "Writes that another activation's had come before.");
        _settled = Meter.CreateCounter<long>("orleans.cassandra.state.settled", "{write}", "Writes without an answer, by what became of them.");
    }

    public Meter Meter { get; } = new(MeterName);

    public void Written(long bytes) => _size.Record(bytes, _storage);

    public void Conflict() => _conflicts.Add(1, _storage);

    public void Settled(ChangeOutcome outcome) => _settled.Add(1, _storage, new("outcome", outcome switch
    {
        ChangeOutcome.Applied => "applied",
        ChangeOutcome.Refused => "refused",
        _ => "unknown",
    }));

    public void Dispose() => Meter.Dispose();
}
