using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Api.Http;

/// <summary>An answer with a JSON body.</summary>
internal sealed class Reply<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) : IResult
{
    /// <summary>The entity tag, or null.</summary>
    public string? ETag { get; init; }

    /// <summary>Where what was made can be read, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Whether it is the answer to an earlier request with the same idempotency key.</summary>
    public bool Replayed { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        if (ETag is not null)
            response.Headers.ETag = ETag;
        if (Location is not null)
            response.Headers.Location = Location;
        if (Replayed)
            response.Headers[ProblemReply.ReplayedHeader] = "true";
        return JsonAnswer.WriteAsync(httpContext, value, type);
    }
}
