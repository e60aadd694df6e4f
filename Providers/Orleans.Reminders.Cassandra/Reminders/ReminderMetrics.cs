using System.Diagnostics.Metrics;

namespace Orleans.Reminders.Cassandra;

/// <summary>The meter <c>Orleans.Reminders.Cassandra</c> of one silo.</summary>
internal sealed class ReminderMetrics : IDisposable
{
    public const string MeterName = "Orleans.Reminders.Cassandra";

    private readonly TimeProvider _time;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _settled;
    private readonly Counter<long> _unreadable;
    private readonly Histogram<double> _reads;

    public ReminderMetrics(TimeProvider time)
    {
        _time = time;
        _changes = Meter.CreateCounter<long>(
            "orleans.cassandra.reminder.changes", "{change}", "Reminders written and removed, by outcome: applied, refused, unknown or failed.");
        _settled = Meter.CreateCounter<long>(
            "orleans.cassandra.reminder.settled", "{change}", "Changes without an answer, by what became of them: applied, refused or unknown.");
        _unreadable = Meter.CreateCounter<long>("orleans.cassandra.reminder.unreadable", "{reminder}", "Rows that could not be understood and were left out.");
        _reads = Meter.CreateHistogram(
            "orleans.cassandra.reminder.read.duration", "s", "Readings of a range of the ring, of a grain's reminders or of one, by outcome: read or failed.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10] });
    }

    public Meter Meter { get; } = new(MeterName);

    /// <summary>A reminder was put or removed, or was not.</summary>
    public void Changed(string operation, ChangeOutcome? outcome) => _changes.Add(1, new("operation", operation), new("outcome", NameOf(outcome)));

    /// <summary>It was found out what became of a change, or was not.</summary>
    public void Settled(ChangeOutcome outcome) => _settled.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));

    public void Unreadable() => _unreadable.Add(1);

    /// <summary>Reminders were read, or that failed.</summary>
    /// <param name="scope">A range, those of a grain, or one.</param>
    /// <param name="since">When it began.</param>
    /// <param name="failed">Whether it failed.</param>
    public void Read(string scope, long since, bool failed)
        => _reads.Record(_time.GetElapsedTime(since).TotalSeconds, new("scope", scope), new("outcome", failed ? "failed" : "read"));

    public void Dispose() => Meter.Dispose();

    private static string NameOf(ChangeOutcome? outcome) => outcome switch
    {
        ChangeOutcome.Applied => "applied",
        ChangeOutcome.Refused => "refused",
        ChangeOutcome.Unknown => "unknown",
        _ => "failed",
    };
}
