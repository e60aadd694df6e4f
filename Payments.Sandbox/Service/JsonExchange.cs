using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Payments.Sandbox.Service;

/// <summary>A question as JSON, and its answer.</summary>
internal static class JsonExchange
{
    private const string MediaType = "application/json";

    public static RequestDelegate Post<TRequest, TAnswer>(
        JsonTypeInfo<TRequest> request, JsonTypeInfo<TAnswer> answer, Func<TRequest, CancellationToken, Task<TAnswer>> ask) => async http =>
    {
        if (!http.Request.HasJsonContentType())
        {
            await ProblemAnswers.WriteAsync(http, HttpStatusCode.UnsupportedMediaType, "unsupported", $"The body is to be {MediaType}.");
            return;
        }

        if (await ReadAsync(http, request) is { } asked)
            await WriteAsync(http, answer, await ask(asked, http.RequestAborted));
        else
            await ProblemAnswers.WriteAsync(http, HttpStatusCode.BadRequest, "unreadable", "The body is not what this path takes.");
    };

    public static Task WriteAsync<TAnswer>(HttpContext http, JsonTypeInfo<TAnswer> json, TAnswer answer)
    {
        http.Response.ContentType = MediaType;
        return JsonSerializer.SerializeAsync(http.Response.BodyWriter, answer, json, http.RequestAborted);
    }

    private static async ValueTask<TRequest?> ReadAsync<TRequest>(HttpContext http, JsonTypeInfo<TRequest> request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.BodyReader, request, http.RequestAborted);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
