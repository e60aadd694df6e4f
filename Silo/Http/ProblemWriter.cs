using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Silo.Http;

/// <summary>Writes problems.</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    public static Task WriteAsync(HttpContext http, Problem problem)
    {
        var document = new ProblemDocument
        {
            Type = "urn:marketplace:problem:" + problem.Code,
            Title = ReasonPhrases.GetReasonPhrase(problem.Status),
            Status = problem.Status,
            Detail = problem.Detail,
            Code = problem.Code,
            RequestId = http.TraceIdentifier,
            Retryable = problem.RetryAfter is not null,
            OrderId = problem.OrderId,
            Errors = problem.Errors,
        };
        var response = http.Response;
        response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonAnswer.WriteAsync(http, document, ProblemJson.Default.ProblemDocument, ContentType);
    }
}
