using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>A request as the server sees it.</summary>
internal sealed record FakeRequest(byte Version, byte Flags, short Stream, Opcode Opcode, byte[] Body)
{
    /// <summary>Of a <see cref="NumberedRequest"/>.</summary>
    public int Number => BinaryPrimitives.ReadInt32BigEndian(Body);
}
