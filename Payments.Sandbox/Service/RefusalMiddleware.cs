using System.Net;
using Marketplace.Payments.Sandbox.Http;
using Marketplace.Payments.Sandbox.Storage;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>What the gateway throws, as answers.</summary>
internal sealed partial class RefusalMiddleware(RequestDelegate next, ILogger<RefusalMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (TimeoutException)
        {
            // This card's answer is lost, which is what a client sees of it.
            http.Abort();
        }
#pragma warning disable CA1031 // Whatever it is, the client is to hear of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await AnswerAsync(http, error);
        }
    }

    private Task AnswerAsync(HttpContext http, Exception error)
    {
        switch (error)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return ProblemAnswers.WriteAsync(http, HttpStatusCode.RequestEntityTooLarge, "too-large", "The body is larger than is read.");
            case BadHttpRequestException unreadable:
                return ProblemAnswers.WriteAsync(http, (HttpStatusCode)unreadable.StatusCode, "unreadable", "The request cannot be read.");
            case ArgumentException senseless:
                return ProblemAnswers.WriteAsync(http, HttpStatusCode.UnprocessableEntity, GatewayProblem.Invalid, Sentence(senseless.Message));
            // Of this very type: others are defects.
            case InvalidOperationException refused when refused.GetType() == typeof(InvalidOperationException) && http.Request.Path == GatewayRoutes.Refunds:
                return ProblemAnswers.WriteAsync(http, HttpStatusCode.Conflict, GatewayProblem.Refused, refused.Message);
            case BooksBusyException:
                return ProblemAnswers.BusyAsync(http);
        }

        LogFailed(logger, http.Request.Path, error);
        if (!http.Response.HasStarted)
            return ProblemAnswers.WriteAsync(http, HttpStatusCode.InternalServerError, "failed", "It is not known whether this was done.");

        // What has begun must not look whole.
        http.Abort();
        return Task.CompletedTask;
    }

    // An ArgumentException's message has the parameter's name, which is ours, on the end.
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    [LoggerMessage(LogLevel.Error, "A request to {Path} failed")]
    private static partial void LogFailed(ILogger logger, string path, Exception error);
}
