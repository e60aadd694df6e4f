namespace Marketplace.Silo.Http;

/// <summary>Ends a request with a problem. It is an answer to a client's mistake, and never logged as an error.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
