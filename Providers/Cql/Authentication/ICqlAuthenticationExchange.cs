namespace Cql;

/// <summary>One exchange with one server.</summary>
public interface ICqlAuthenticationExchange
{
    /// <summary>The first token.</summary>
    ReadOnlyMemory<byte> InitialResponse();

    /// <summary>The answer to a challenge.</summary>
    ReadOnlyMemory<byte> Respond(ReadOnlySpan<byte> challenge);
}
