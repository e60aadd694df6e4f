namespace Marketplace.Silo.Http;

/// <summary>An answer that is a problem.</summary>
internal sealed class ProblemReply(Problem problem) : IResult
{
    /// <summary>Says that an answer is the one to an earlier request.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Whether it is the answer to an earlier request with the same idempotency key.</summary>
    public bool Replayed { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Replayed)
            httpContext.Response.Headers[ReplayedHeader] = "true";
        return ProblemWriter.WriteAsync(httpContext, problem);
    }
}
