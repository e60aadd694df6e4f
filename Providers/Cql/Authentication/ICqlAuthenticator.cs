namespace Cql;

/// <summary>Proves to servers who this client is (SASL). Safe for use by many threads: one serves all connections.</summary>
public interface ICqlAuthenticator
{
    /// <summary>Begins an exchange with one server.</summary>
    /// <param name="serverAuthenticator">The class that the server names, for instance <c>org.apache.cassandra.auth.PasswordAuthenticator</c>.</param>
    ICqlAuthenticationExchange Begin(string serverAuthenticator);
}
