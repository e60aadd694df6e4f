using System.Diagnostics.Metrics;

namespace Orleans.Clustering.Cassandra;

/// <summary>Counts changes of the membership by what became of them.</summary>
internal sealed class MembershipMetrics : IDisposable
{
    public const string MeterName = "Orleans.Clustering.Cassandra";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _changes;

    public MembershipMetrics() => _changes = _meter.CreateCounter<long>(
        "orleans.cassandra.membership.changes", "{change}", "Conditional writes of the membership table, by outcome: applied, refused or unknown.");

    public void Applied() => Count("applied");

    public void Refused() => Count("refused");

    public void Unknown() => Count("unknown");

    public void Dispose() => _meter.Dispose();

    private void Count(string outcome) => _changes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
