using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Api.Http;

/// <summary>Reads JSON bodies strictly.</summary>
internal static class RequestBody
{
    /// <summary>The most bytes of a body.</summary>
    public const int MaxBytes = Problem.MaxBodyBytes;

    public static async ValueTask<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type) where T : class
    {
        if (!IsJson(http.Request.ContentType))
            throw new ProblemException(new(StatusCodes.Status415UnsupportedMediaType, ProblemCodes.BodyType, "The body must be application/json in UTF-8."));
        if (http.Request.ContentLength > MaxBytes)
            throw new ProblemException(Problem.BodyTooLarge());

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return Parse(read.Buffer, type);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    public static T Parse<T>(in ReadOnlySequence<byte> body, JsonTypeInfo<T> type) where T : class
    {
        if (body.IsEmpty)
            throw new ProblemException(new(StatusCodes.Status400BadRequest, ProblemCodes.BodyMissing, "The request needs a JSON body."));
        try
        {
            var value = body.IsSingleSegment
                ? JsonSerializer.Deserialize(body.FirstSpan, type)
                : JsonSerializer.Deserialize(body.ToArray(), type);
            return value ?? throw new ProblemException(new(StatusCodes.Status400BadRequest, ProblemCodes.BodyMissing, "The body must be an object, not null."));
        }
        catch (JsonException error)
        {
            throw new ProblemException(JsonProblems.Of(error, type));
        }
    }

    private static bool IsJson(string? contentType)
    {
        if (contentType is null)
            return false;
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        var media = (semicolon < 0 ? type : type[..semicolon]).Trim();
        if (!media.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            return false;
        var parameters = semicolon < 0 ? default : type[(semicolon + 1)..];
        var charset = parameters.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return charset < 0
            || parameters[(charset + 8)..].Trim().Trim('"').StartsWith("utf-8", StringComparison.OrdinalIgnoreCase);
    }
}
