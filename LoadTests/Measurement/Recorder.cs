using Marketplace.LoadTests.Http;

namespace Marketplace.LoadTests.Measurement;

/// <summary>All that is measured in one phase of a run.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class Recorder
{
    private readonly OperationStatistics[] _statistics;
    private readonly Lock _lock = new();
    private readonly LatencyHistogram _lateness = new();
    private LatencyHistogram _sinceLast = new();
    private LatencyHistogram _spare = new();
    private long _begun;
    private long _dropped;

    public Recorder(IReadOnlyList<Operation> operations)
    {
        _statistics = new OperationStatistics[operations.Count];
        foreach (var operation in operations) _statistics[operation.Index] = new OperationStatistics(operation);
    }

    /// <summary>Iterations begun.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    /// <summary>Iterations that were due and could not be begun.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Counts an iteration that begins <paramref name="lateness"/> after it should have.</summary>
    public void Begin(TimeSpan lateness)
    {
        Interlocked.Increment(ref _begun);
        lock (_lock) _lateness.Record(lateness);
    }

    public void Drop() => Interlocked.Increment(ref _dropped);

    /// <inheritdoc cref="OperationStatistics.Record"/>
    public void Record(Operation operation, in Reply reply, TimeSpan response)
    {
        _statistics[operation.Index].Record(reply, response);
        if (!operation.IsTransaction || reply.Outcome != Outcome.Accepted) return;
        lock (_lock) _sinceLast.Record(response);
    }

    /// <inheritdoc cref="OperationStatistics.CountRetry"/>
    public void CountRetry(Operation operation, Outcome outcome) => _statistics[operation.Index].CountRetry(outcome);

    /// <summary>Outcomes of transactions so far.</summary>
    public OutcomeCounts CountTransactions()
    {
        var counts = default(OutcomeCounts);
        foreach (var statistics in _statistics)
            if (statistics.Operation.IsTransaction) counts += statistics.Count();
        return counts;
    }

    /// <summary>Response times of transactions accepted since the last call.</summary>
    public LatencySummary TakeInterval()
    {
        LatencyHistogram interval;
        lock (_lock)
        {
            interval = _sinceLast;
            _sinceLast = _spare;
            _spare = interval;
        }
        var summary = interval.Summarise();
        interval.Reset();
        return summary;
    }

    /// <summary>How late iterations began.</summary>
    public LatencySummary SummariseLateness()
    {
        lock (_lock) return _lateness.Summarise();
    }

    public IReadOnlyList<OperationSummary> Summarise() => Array.ConvertAll(_statistics, statistics => statistics.Summarise());
}
