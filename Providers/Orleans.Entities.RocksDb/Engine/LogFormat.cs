using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>The format of RocksDB's write-ahead logs, which its manifests share.</summary>
/// <remarks>
/// Blocks of 32 KiB; in them fragments: checksum u32, length u16, type u8 (1 whole, 2 first, 3 middle, 4 last; others carry no write),
/// bytes. What is too short for a header at the end of a block is filled up.
/// </remarks>
internal static class LogFormat
{
    internal const int BlockBytes = 32 << 10;
    internal const int HeaderBytes = 4 + 2 + 1;
    internal const int Whole = 1;
    internal const int First = 2;
    internal const int Middle = 3;

    /// <summary>The type of a fragment whose bytes are what its checksum says; -1 when they are not.</summary>
    internal static int FragmentAt(ReadOnlySpan<byte> log, int at, out int length)
    {
        length = 0;
        if (log.Length - at < HeaderBytes)
            return -1;
        length = LengthAt(log, at);
        return length <= log.Length - at - HeaderBytes && (at % BlockBytes) + HeaderBytes + length <= BlockBytes && Fits(log, at, length)
            ? log[at + 6]
            : -1;
    }

    /// <summary>What a fragment says of its length.</summary>
    internal static int LengthAt(ReadOnlySpan<byte> log, int at) => BinaryPrimitives.ReadUInt16LittleEndian(log[(at + 4)..]);

    /// <summary>Whether so many bytes after a header are what its checksum says.</summary>
    internal static bool Fits(ReadOnlySpan<byte> log, int at, int length)
    {
        var checksum = Crc32C(log.Slice(at + 6, 1 + length));
        var masked = BitOperations.RotateRight(checksum, 15) + 0xA282EAD8;
        return masked == BinaryPrimitives.ReadUInt32LittleEndian(log[at..]);
    }

    internal static int NextHeader(int at) => BlockBytes - (at % BlockBytes) < HeaderBytes ? ((at / BlockBytes) + 1) * BlockBytes : at;

    /// <summary>
    /// The fragment that is not whole and the record that it is of: where both begin; (-1, -1) when all are whole.
    /// </summary>
    internal static (int Fragment, int Record) FirstBad(ReadOnlySpan<byte> log)
    {
        var record = 0;
        for (var at = NextHeader(0); at < log.Length;)
        {
            var type = FragmentAt(log, at, out var length);
            if (type < 0)
                return (at, record);
            at = NextHeader(at + HeaderBytes + length);
            if (type is not (First or Middle))
                record = at;
        }

        return (-1, -1);
    }

    /// <summary>Whether a record begins somewhere behind a place. With bytes missing there is no header to go on from: each byte may begin one.</summary>
    internal static bool ARecordBeginsBehind(ReadOnlySpan<byte> log, int start)
    {
        for (var at = start + 1; at <= log.Length - HeaderBytes; at++)
        {
            if (log[at + 6] is Whole or First && FragmentAt(log, at, out _) > 0)
                return true;
        }

        return false;
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
