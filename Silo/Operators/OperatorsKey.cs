using System.Security.Cryptography;
using System.Text;
using Marketplace.Silo.Http;

namespace Marketplace.Silo.Operators;

/// <summary>Asks for the operators' key: <c>Authorization: Bearer</c> or <c>X-Operators-Key</c>.</summary>
internal sealed class OperatorsKey(RequestDelegate next, string key)
{
    private const string Header = "X-Operators-Key";
    private const string Scheme = "Bearer ";

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public Task InvokeAsync(HttpContext http)
    {
        if (IsKey(Given(http.Request.Headers)))
            return next(http);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemWriter.WriteAsync(http, new Problem(
            StatusCodes.Status401Unauthorized, ProblemCodes.Unauthorized, $"The operators' key is needed: Authorization: Bearer, or {Header}."));
    }

    private static string? Given(IHeaderDictionary headers)
    {
        if (headers[Header] is [{ } plain])
            return plain;
        return headers.Authorization is [{ } bearer] && bearer.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? bearer[Scheme.Length..].Trim()
            : null;
    }

    // Hashes are compared, so that the time tells neither the key's length nor its beginning.
    private bool IsKey(string? given)
        => given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _key);
}
