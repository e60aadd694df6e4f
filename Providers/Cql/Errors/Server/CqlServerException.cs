using Cql.Errors;

namespace Cql;

/// <summary>The server answered with an error: native protocol v5, section 9. There is one class for each code.</summary>
public abstract class CqlServerException : CqlException
{
    private protected CqlServerException(in ServerError error) : base($"{error.Message} ({error.Node})")
        => (Code, ServerMessage, Node) = (error.Code, error.Message, error.Node);

    private protected CqlServerException(int code, string message) : base(message) => (Code, ServerMessage) = (code, message);

    /// <summary>The protocol's code, for instance 0x1100.</summary>
    public int Code { get; }

    /// <summary>The server's own words.</summary>
    public string ServerMessage { get; }
}
