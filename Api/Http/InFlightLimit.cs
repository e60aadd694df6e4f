namespace Marketplace.Api.Http;

/// <summary>
/// Bounds the requests in flight, and so the memory they take: what goes beyond is answered 503 at once, before anything is read.
/// </summary>
internal sealed class InFlightLimit(RequestDelegate next, InFlightRequests requests)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (!requests.TryEnter())
            return ProblemWriter.WriteAsync(http, Problem.Busy("More requests are in flight than are taken on; send it again later."));
        Task running;
        try
        {
            running = next(http);
        }
        catch
        {
            requests.Leave();
            throw;
        }

        if (running.IsCompletedSuccessfully)
        {
            requests.Leave();
            return running;
        }

        return LeaveAfterAsync(running);
    }

    private async Task LeaveAfterAsync(Task running)
    {
        try
        {
            await running;
        }
        finally
        {
            requests.Leave();
        }
    }
}
