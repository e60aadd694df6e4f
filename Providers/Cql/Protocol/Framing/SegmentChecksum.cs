using System.IO.Hashing;

namespace Cql.Protocol.Framing;

/// <summary>The checksum of a segment's payload: CRC-32 as zlib has it, begun with four bytes of the protocol's own (native protocol v5, section 2.2).</summary>
/// <remarks>Not safe for use by two threads.</remarks>
internal sealed class SegmentChecksum
{
    private static ReadOnlySpan<byte> Seed => [0xFA, 0x2D, 0x55, 0xCA];

    private readonly Crc32 _crc = new();

    public uint Compute(ReadOnlySpan<byte> payload)
    {
        _crc.Reset();
        _crc.Append(Seed);
        _crc.Append(payload);
        return _crc.GetCurrentHashAsUInt32();
    }
}
