using System.Text;

namespace Cql;

/// <summary>A user name and a password, as SASL PLAIN (RFC 4616) sends them: use it over TLS. Neither is ever logged or shown.</summary>
public sealed class PlainTextAuthenticator : ICqlAuthenticator
{
    private readonly byte[] _token;

    /// <summary>Makes one.</summary>
    /// <exception cref="ArgumentException">One of them holds NUL, which PLAIN cannot carry.</exception>
    public PlainTextAuthenticator(string userName, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        if (userName.Contains('\0', StringComparison.Ordinal) || password.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("Neither a user name nor a password may hold NUL.");
        _token = Encoding.UTF8.GetBytes($"\0{userName}\0{password}");
    }

    /// <inheritdoc/>
    public ICqlAuthenticationExchange Begin(string serverAuthenticator) => new Exchange(_token);

    private sealed class Exchange(byte[] token) : ICqlAuthenticationExchange
    {
        public ReadOnlyMemory<byte> InitialResponse() => token;

        // A server that asks again, as one with a class of its own may, gets the same.
        public ReadOnlyMemory<byte> Respond(ReadOnlySpan<byte> challenge) => token;
    }
}
