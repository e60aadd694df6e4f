using System.Security.Cryptography;
using System.Text;
using Marketplace.Silo.Http;

namespace Marketplace.Silo.Operators;

/// <summary>
/// Asks for the operators' key: <c>Authorization: Bearer</c> or <c>X-Operators-Key</c>, or as the password of any user (RFC 7617), which browsers ask for.
/// </summary>
/// <remarks>A browser shows a password again to whatever page has it send a request, so by that one can look and do nothing.</remarks>
internal sealed class OperatorsKey(RequestDelegate next, string key)
{
    private const string Header = "X-Operators-Key";
    private const string Scheme = "Bearer ";
    private const string PasswordScheme = "Basic ";
    private const string Challenge = "Bearer, Basic realm=\"operators\", charset=\"UTF-8\"";

    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public Task InvokeAsync(HttpContext http)
    {
        if (IsKey(Given(http.Request)))
            return next(http);
        http.Response.Headers.WWWAuthenticate = Challenge;
        return ProblemWriter.WriteAsync(http, new Problem(
            StatusCodes.Status401Unauthorized, ProblemCodes.Unauthorized, $"The operators' key is needed: Authorization: Bearer, or {Header}; to look, as a password too."));
    }

    private static string? Given(HttpRequest request)
    {
        if (request.Headers[Header] is [{ } plain])
            return plain;
        if (request.Headers.Authorization is not [{ } authorization])
            return null;
        if (authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return authorization[Scheme.Length..].Trim();
        var looksOnly = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return looksOnly && authorization.StartsWith(PasswordScheme, StringComparison.OrdinalIgnoreCase)
            ? PasswordOf(authorization[PasswordScheme.Length..].Trim())
            : null;
    }

    private static string? PasswordOf(string credentials)
    {
        var bytes = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var end ? text[(end + 1)..] : null;
    }

    // Hashes are compared, so that the time tells neither the key's length nor its beginning.
    private bool IsKey(string? given)
        => given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), _key);
}
