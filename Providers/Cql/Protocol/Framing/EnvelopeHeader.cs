using System.Buffers.Binary;

namespace Cql.Protocol.Framing;

/// <summary>The nine bytes before each body: native protocol, section 2.</summary>
internal readonly record struct EnvelopeHeader(byte Version, EnvelopeFlags Flags, short Stream, Opcode Opcode, int BodyLength)
{
    public const int Size = 9;

    /// <summary>Bit of the version byte that tells an answer from a request.</summary>
    public const byte ResponseBit = 0x80;

    private const int LengthOffset = 5;

    public static EnvelopeHeader Read(ReadOnlySpan<byte> bytes) => new(
        bytes[0],
        (EnvelopeFlags)bytes[1],
        BinaryPrimitives.ReadInt16BigEndian(bytes[2..]),
        (Opcode)bytes[4],
        BinaryPrimitives.ReadInt32BigEndian(bytes[LengthOffset..]));

    /// <summary>Writes a header whose length is patched when the body is there.</summary>
    public static void WriteRequest(Span<byte> bytes, ProtocolVersion version, EnvelopeFlags flags, short stream, Opcode opcode, int bodyLength)
    {
        bytes[0] = (byte)version;
        bytes[1] = (byte)flags;
        BinaryPrimitives.WriteInt16BigEndian(bytes[2..], stream);
        bytes[4] = (byte)opcode;
        BinaryPrimitives.WriteInt32BigEndian(bytes[LengthOffset..], bodyLength);
    }

    /// <summary>How long an envelope is, header and body, by its first bytes.</summary>
    public static int EnvelopeLength(ReadOnlySpan<byte> bytes) => Size + BinaryPrimitives.ReadInt32BigEndian(bytes[LengthOffset..]);
}
