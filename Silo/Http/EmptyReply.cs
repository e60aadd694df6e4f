namespace Marketplace.Silo.Http;

/// <summary>An answer without a body.</summary>
internal sealed class EmptyReply(int status) : IResult
{
    /// <summary>The entity tag, or null.</summary>
    public string? ETag { get; init; }

    public static EmptyReply NoContent { get; } = new(StatusCodes.Status204NoContent);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        if (ETag is not null)
            httpContext.Response.Headers.ETag = ETag;
        return Task.CompletedTask;
    }
}
