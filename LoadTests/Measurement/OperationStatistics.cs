using Marketplace.LoadTests.Http;

namespace Marketplace.LoadTests.Measurement;

/// <summary>Counts and times of one operation.</summary>
/// <remarks>
/// Thread-safe. Times of what was accepted are kept apart from the others: a refusal is quick, a timeout is slow, and neither says
/// how long the work takes.
/// </remarks>
internal sealed class OperationStatistics(Operation operation)
{
    private readonly Lock _lock = new();
    private readonly LatencyHistogram _service = new();
    private readonly LatencyHistogram _response = new();
    private readonly LatencyHistogram _refused = new();
    private readonly SortedDictionary<int, long> _statuses = [];
    private readonly long[] _outcomes = new long[3];
    private long _retries;
    private long _retriesOfFailed;
    private string? _firstError;

    public Operation Operation { get; } = operation;

    /// <summary>Adds the end of one operation.</summary>
    /// <param name="reply">Its last reply, whose elapsed time is the service time.</param>
    /// <param name="response">From when it was meant to start, retries included.</param>
    public void Record(in Reply reply, TimeSpan response)
    {
        lock (_lock)
        {
            _outcomes[(int)reply.Outcome]++;
            if (reply.Outcome == Outcome.Accepted)
            {
                _service.Record(reply.Elapsed);
                _response.Record(response);
                return;
            }
            _refused.Record(response);
            _statuses[reply.Status] = _statuses.GetValueOrDefault(reply.Status) + 1;
            _firstError ??= reply.Error;
        }
    }

    /// <summary>Counts a request that is sent again, since this came of the one before.</summary>
    public void CountRetry(Outcome outcome)
    {
        lock (_lock)
        {
            _retries++;
            if (outcome == Outcome.Failed) _retriesOfFailed++;
        }
    }

    public OutcomeCounts Count()
    {
        lock (_lock) return CountNeedsLock();
    }

    public OperationSummary Summarise()
    {
        lock (_lock)
        {
            return new OperationSummary(
                Operation.Name,
                Operation.IsTransaction,
                CountNeedsLock(),
                _retries,
                _retriesOfFailed,
                new SortedDictionary<int, long>(_statuses),
                _firstError,
                _service.Summarise(),
                _response.Summarise(),
                _refused.Summarise());
        }
    }

    private OutcomeCounts CountNeedsLock() =>
        new(_outcomes[(int)Outcome.Accepted], _outcomes[(int)Outcome.Rejected], _outcomes[(int)Outcome.Failed]);
}
