using System.Globalization;

namespace Marketplace.Silo.Http;

/// <summary>Writes problems.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        var response = http.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonAnswer.WriteAsync(http, ProblemDocument.Of(problem, http.TraceIdentifier), ProblemJson.Default.ProblemDocument, ContentType);
    }
}
