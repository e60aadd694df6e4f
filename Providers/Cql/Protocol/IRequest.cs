namespace Cql.Protocol;

/// <summary>What can be sent: an opcode and a body. The body is written again for each attempt, and must come out the same.</summary>
internal interface IRequest
{
    /// <summary>What it is.</summary>
    Opcode Opcode { get; }

    /// <summary>Whether the server shall trace it.</summary>
    bool Trace => false;

    /// <summary>Writes the body, and nothing else. Called under the connection's send lock: quick, and without a wait.</summary>
    /// <exception cref="ArgumentException">It cannot be written: nothing of it is sent.</exception>
    void WriteBody(WireBuffer body, ProtocolVersion version);
}
