namespace Marketplace.LoadTests.Measurement;

/// <summary>What was measured of one operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="IsTransaction">Whether it counts in the throughput.</param>
/// <param name="Counts">Outcomes, each operation once however often it was retried.</param>
/// <param name="Retries">Requests sent again.</param>
/// <param name="RetriesOfFailed">Those of them that were answered with a status of the server's failure before.</param>
/// <param name="RefusedStatuses">Statuses of what was not accepted; 0 for no answer.</param>
/// <param name="FirstError">Why the first unanswered request was not answered.</param>
/// <param name="Service">Accepted: from sending to the last byte.</param>
/// <param name="Response">Accepted: from the intended start to the last byte.</param>
/// <param name="Refused">Not accepted: from the intended start to the last byte.</param>
internal sealed record OperationSummary(
    string Operation,
    bool IsTransaction,
    OutcomeCounts Counts,
    long Retries,
    long RetriesOfFailed,
    IReadOnlyDictionary<int, long> RefusedStatuses,
    string? FirstError,
    LatencySummary Service,
    LatencySummary Response,
    LatencySummary Refused);
