using System.Globalization;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>Answers of the benchmark: a status without a body, since its drivers read headers only and never dispose of the rest.</summary>
internal static class EmptyAnswers
{
    public static void Answer(HttpContext http, Refusal? refusal, int done)
        => http.Response.StatusCode = refusal is null ? done : Refusals.StatusOf(refusal.Code);

    /// <summary>Has a route answer without a body also when the cluster cannot.</summary>
    public static RequestDelegate WithoutBody(RequestDelegate route) => async http =>
    {
        try
        {
            await route(http);
        }
        catch (Exception error) when (!http.Response.HasStarted && ClusterProblems.Of(http, error) is { } problem)
        {
            http.Response.StatusCode = problem.Status;
            http.Response.Headers.RetryAfter = problem.RetryAfter!.Value.ToString(CultureInfo.InvariantCulture);
        }
    };
}
