namespace Marketplace.LoadTests.Http;

/// <summary>The end of one request.</summary>
/// <param name="Status">HTTP status, or 0 when there was no answer.</param>
/// <param name="Elapsed">From the start of sending to the last byte of the answer.</param>
/// <param name="Error">Why there was no answer, otherwise null.</param>
internal readonly record struct Reply(int Status, TimeSpan Elapsed, string? Error = null)
{
    /// <summary>How the status counts.</summary>
    public Outcome Outcome => Status switch
    {
        >= 200 and < 300 => Outcome.Accepted,
        >= 400 and < 500 => Outcome.Rejected,
        _ => Outcome.Failed,
    };

    /// <summary>Whether the connection broke or the time ran out before an answer.</summary>
    public bool IsUnanswered => Status == 0;
}
