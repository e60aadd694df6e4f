using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Http;

/// <summary>The client's name for a command.</summary>
internal static class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>The key of this request with a hash of what it asks: the same members in another order or spacing are the same request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="payload">What was asked, without secrets: its hash is kept.</param>
    /// <param name="type">How it is written.</param>
    /// <exception cref="ProblemException">There is none, or it cannot be used.</exception>
    public static IdempotencyKey Require<T>(HttpContext http, T payload, JsonTypeInfo<T> type)
        => new(Read(http), Hash(http.Request.Path.Value!, payload, type));

    /// <summary>The key alone.</summary>
    /// <exception cref="ProblemException">There is none, or it cannot be used.</exception>
    public static string Read(HttpContext http)
    {
        var header = http.Request.Headers[Header];
        if (header.Count == 0 || string.IsNullOrEmpty(header[0]))
        {
            throw new ProblemException(Problem.Of(StatusCodes.Status400BadRequest, ProblemCodes.KeyMissing,
                "Name this command with a key of your own: the same key is done once, however often it is sent.", Header));
        }

        var key = header[0]!;
        if (header.Count > 1 || key.Length > MaxLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ProblemException(Problem.Of(StatusCodes.Status400BadRequest, ProblemCodes.HeaderInvalid,
                $"A key has 1 to {MaxLength} visible ASCII characters, and comes once.", Header));
        }

        return key;
    }

    private static string Hash<T>(string path, T payload, JsonTypeInfo<T> type)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path));
        hash.AppendData([0]);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(payload, type));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
