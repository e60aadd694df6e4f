namespace Cql.Sessions;

/// <summary>Decides whether a request that failed is sent again, as <see cref="CqlOptions"/> says. Of one request: it counts how often it has said yes.</summary>
internal struct Retries
{
    // What may have been done, or lacked replicas, is sent to two more nodes: another coordinator may know more, and a cluster in distress is left alone.
    private const int MaxRepeats = 2;

    private int _repeats;
    private bool _wasAskedAgain;
    private bool _wasUnavailable;

    /// <summary>Decides, and remembers it.</summary>
    public RetryVerdict Decide(CqlException exception, CqlStatement statement)
    {
        var mayRepeat = statement.MayRepeat;
        return exception switch
        {
            CqlBusyException or CqlMessageTooLargeException => RetryVerdict.Fail,
            { Outcome: RequestOutcome.NotSent } => RetryVerdict.NextNode,
            CqlOverloadedException { Outcome: RequestOutcome.Refused } or CqlBootstrappingException => RetryVerdict.NextNode,
            CqlUnavailableException { Outcome: var outcome } => (mayRepeat || outcome == RequestOutcome.Refused) && First(ref _wasUnavailable)
                ? RetryVerdict.NextNode
                : RetryVerdict.Fail,

            // Enough replicas are there, and the one that was to send the data was not: the node has heard of that by now, and chooses another.
            CqlReadTimeoutException { DataPresent: false } timeout
                when timeout.Received >= timeout.Required && !statement.IsConditional && First(ref _wasAskedAgain) => RetryVerdict.SameNode,
            _ when !mayRepeat => RetryVerdict.Fail,

            // The log of the batch was not written, and nothing of the batch was: the node chooses other replicas for the log.
            CqlWriteTimeoutException { WriteType: CqlWriteType.BatchLog } when First(ref _wasAskedAgain) => RetryVerdict.SameNode,

            // Whoever marked it as idempotent erred, and its text did not show it.
            CqlWriteTimeoutException { WriteType: CqlWriteType.Counter } or CqlWriteFailureException { WriteType: CqlWriteType.Counter } => RetryVerdict.Fail,
            CqlReadFailureException { Failures: var failures } => MayDoElsewhere(failures) ? Again() : RetryVerdict.Fail,
            CqlWriteFailureException { Failures: var failures } => MayDoElsewhere(failures) ? Again() : RetryVerdict.Fail,
            CqlReadTimeoutException or { Outcome: RequestOutcome.Unknown } => Again(),
            _ => RetryVerdict.Fail,
        };
    }

    private RetryVerdict Again() => _repeats++ < MaxRepeats ? RetryVerdict.NextNode : RetryVerdict.Fail;

    private static bool First(ref bool flag) => !flag && (flag = true);

    // Too many tombstones, or too large a read, are so on every replica, and asking for them again is what hurts a cluster most.
    private static bool MayDoElsewhere(IReadOnlyList<CqlReplicaFailure> failures)
        => failures.All(failure => failure.Reason is CqlFailureReason.Unknown or CqlFailureReason.Timeout or CqlFailureReason.NodeDown);
}
