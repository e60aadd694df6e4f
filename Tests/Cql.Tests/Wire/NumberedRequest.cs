using Cql.Protocol;

// Orleans, where these tests are linked beside it, has one too.
using IRequest = Cql.Protocol.IRequest;

namespace Cql.Tests.Wire;

/// <summary>A request that carries a number, so that its answer can be told from others'.</summary>
internal sealed class NumberedRequest(int number, int size = sizeof(int)) : IRequest
{
    public Opcode Opcode => Opcode.Query;

    /// <summary>Whether it fails when it is half written.</summary>
    public bool CannotBeWritten { get; init; }

    public void WriteBody(WireBuffer body, ProtocolVersion version)
    {
        body.WriteInt32(number);
        if (CannotBeWritten)
            throw new ArgumentException("This cannot be written.");
        body.Append(size - sizeof(int)).Clear();
    }

    public override string ToString() => $"Request {number}";
}
