using Microsoft.AspNetCore.Http.Features;

namespace Marketplace.Silo.Http;

/// <summary>Turns whatever ends a request without an answer into a problem.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public Task InvokeAsync(HttpContext http)
    {
        Task running;
        try
        {
            running = next(http);
        }
        catch (Exception error)
        {
            return AnswerAsync(http, error);
        }

        return running.IsCompletedSuccessfully && http.Response.StatusCode < StatusCodes.Status400BadRequest
            ? running
            : FinishAsync(http, running);
    }

    private async Task FinishAsync(HttpContext http, Task running)
    {
        try
        {
            await running;
        }
        catch (Exception error)
        {
            await AnswerAsync(http, error);
            return;
        }

        // Routing answers 404, 405 and 415 without a body, and with no endpoint of ours.
        var response = http.Response;
        if (response is { StatusCode: >= StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null } && http.GetEndpoint() is not RouteEndpoint)
            await ProblemWriter.WriteAsync(http, OfStatus(http, response.StatusCode));
    }

    private async Task AnswerAsync(HttpContext http, Exception error)
    {
        if (http.RequestAborted.IsCancellationRequested)
            return;
        var problem = ProblemOf(http, error);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogFailed(logger, error, http.Request.Method, http.Request.Path, http.TraceIdentifier);
        if (http.Response.HasStarted)
        {
            http.Features.Get<IHttpRequestLifetimeFeature>()?.Abort();
            return;
        }

        http.Response.Clear();
        await ProblemWriter.WriteAsync(http, problem);
    }

    private static Problem ProblemOf(HttpContext http, Exception error) => error switch
    {
        ProblemException known => known.Problem,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge(),
        BadHttpRequestException bad => new(bad.StatusCode, ProblemCodes.RequestMalformed, bad.Message),
        _ => ClusterProblems.Of(http, error)
            ?? new(StatusCodes.Status500InternalServerError, ProblemCodes.Internal, "The request failed; it is logged under its id."),
    };

    private static Problem OfStatus(HttpContext http, int status) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => new(status, ProblemCodes.MethodNotAllowed, $"{http.Request.Method} is not done here; Allow says what is."),
        StatusCodes.Status415UnsupportedMediaType => new(status, ProblemCodes.BodyType, "The body must be application/json in UTF-8."),
        _ => new(status, ProblemCodes.RouteUnknown, "There is nothing at this address."),
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed, request {RequestId}")]
    private static partial void LogFailed(ILogger logger, Exception error, string method, string path, string requestId);
}
