using System.Net;
using System.Text.Json;
using Marketplace.Payments.Sandbox.Http;
using Microsoft.AspNetCore.Diagnostics;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>Answers with problems. None holds anything of what was sent: it may be a card's.</summary>
internal static class ProblemAnswers
{
    public static Task BusyAsync(HttpContext http)
        => WriteAsync(http, HttpStatusCode.ServiceUnavailable, "busy", "More is asked than is taken on; nothing was done: ask again.");

    /// <summary>What no endpoint has answered.</summary>
    public static Task UnansweredAsync(StatusCodeContext answer)
    {
        var status = (HttpStatusCode)answer.HttpContext.Response.StatusCode;
        return WriteAsync(answer.HttpContext, status, "unknown", "There is nothing that can be asked so.");
    }

    public static async Task WriteAsync(HttpContext http, HttpStatusCode status, string code, string detail)
    {
        var problem = GatewayProblem.Of(status, code, detail);
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = GatewayProblem.MediaType;
        if (status == HttpStatusCode.ServiceUnavailable)
            http.Response.Headers.RetryAfter = "1";
        await JsonSerializer.SerializeAsync(http.Response.BodyWriter, problem, AnswerJson.Default.GatewayProblem, http.RequestAborted);
    }
}
