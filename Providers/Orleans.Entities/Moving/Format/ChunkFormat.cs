using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Entities.Moving;

/// <summary>What a chunk file is made of.</summary>
/// <remarks>
/// <code>
/// header   "EntMove\0", format u32, number of the chunk u32, export's id 16, CRC-32C of these u32
/// record   length u32 (1 or more), CRC-32C of the bytes u32, bytes (<see cref="RecordCodec"/>)
/// end      length u32 = 0, number of records u32, their checksums' checksum u32, CRC-32C of these two u32
/// </code>
/// </remarks>
internal static class ChunkFormat
{
    public const uint Version = 1;
    public const int HeaderBytes = 8 + 4 + 4 + 16 + 4;
    public const int RecordPrefixBytes = 4 + 4;
    public const int EndBytes = 4 + 4 + 4 + 4;

    /// <summary>Above the largest event and its names.</summary>
    public const int MaxRecordBytes = 8 << 20;

    public static ReadOnlySpan<byte> Magic => "EntMove\0"u8;

    public static uint Checksum(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var sum = ~before;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            sum = BitOperations.Crc32C(sum, value);
        return ~sum;
    }

    /// <summary>Goes on with a checksum of checksums.</summary>
    public static uint Chain(uint chain, uint checksum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, checksum);
        return Checksum(bytes, chain);
    }
}
