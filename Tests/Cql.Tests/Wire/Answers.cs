using Cql.Protocol;
using Cql.Protocol.Framing;

namespace Cql.Tests.Wire;

/// <summary>Answers as the client has them when their frames are taken apart.</summary>
internal static class Answers
{
    public static Response Of(Opcode opcode, byte[] body, int version = 5, EnvelopeFlags flags = EnvelopeFlags.None)
    {
        var response = Response.Rent(new EnvelopeHeader((byte)(version | EnvelopeHeader.ResponseBit), flags, 1, opcode, body.Length));
        body.CopyTo(response.Writable);
        return response;
    }
}
