using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// Cuts off the end of the newest log where a loss of power left a write that was never synced as pages of zeros: some file systems grow
/// a file before its pages are on the disk. RocksDB takes a shorter file for that, and zeros for damage.
/// </summary>
/// <remarks>
/// One write is one record here, and none begins before the one before it is synced. So the last record, and only that, may lack pages;
/// it was never answered. A record that was synced lacks none: a damaged record without such a page, or with a good one begun behind
/// it, is left alone. What is cut off is kept beside the log.
/// A log is blocks of 32 KiB; in them fragments: checksum u32, length u16, type u8 (1 whole, 2 first, 3 middle, 4 last), bytes.
/// </remarks>
internal static class TornTail
{
    private const int BlockBytes = 32 << 10;
    private const int HeaderBytes = 4 + 2 + 1;
    private const int PageBytes = 4 << 10;
    private const int Whole = 1;
    private const int First = 2;
    private const int Middle = 3;

    /// <summary>Looks at the newest log of a folder that RocksDB refuses; true when an end was cut off and it is worth another try.</summary>
    internal static bool TryCutOff(string folder)
    {
        var log = Directory.EnumerateFiles(folder, "*.log").Max(StringComparer.Ordinal);
        if (log is null)
            return false;
        var bytes = File.ReadAllBytes(log);
        var start = StartOfBadEnd(bytes);
        if (start < 0 || !LacksAPage(bytes, start) || EndsBeforeTheLog(bytes, start) || ARecordBeginsBehind(bytes, start))
            return false;

        File.WriteAllBytes($"{log}.torn", bytes[start..]);
        using var file = new FileStream(log, FileMode.Open);
        file.SetLength(start);
        file.Flush(flushToDisk: true);
        return true;
    }

    /// <summary>Where the first record that is not whole begins; -1 when all are.</summary>
    private static int StartOfBadEnd(ReadOnlySpan<byte> log)
    {
        var record = 0;
        for (var at = NextHeader(0); at < log.Length;)
        {
            var type = FragmentAt(log, at, out var length);
            if (type < 0)
                return record;
            at = NextHeader(at + HeaderBytes + length);
            if (type is not (First or Middle))
                record = at;
        }

        return -1;
    }

    private static bool LacksAPage(ReadOnlySpan<byte> log, int start)
    {
        for (var page = start / PageBytes * PageBytes; page < log.Length; page += PageBytes)
        {
            // Of the page that the record begins in, what was there before it is on the disk.
            var from = Math.Max(page, start);
            var to = Math.Min(page + PageBytes, log.Length);
            if (to - from > HeaderBytes && !log[from..to].ContainsAnyExcept((byte)0))
                return true;
        }

        return false;
    }

    // Between the pages that are missing there is no header to go on from: each byte may begin a record.
    private static bool ARecordBeginsBehind(ReadOnlySpan<byte> log, int start)
    {
        for (var at = start + 1; at <= log.Length - HeaderBytes; at++)
        {
            if (log[at + 6] is Whole or First && FragmentAt(log, at, out _) > 0)
                return true;
        }

        return false;
    }

    // A record of one fragment tells its length: what the file holds beyond it is of another write.
    private static bool EndsBeforeTheLog(ReadOnlySpan<byte> log, int start) =>
        log.Length - start >= HeaderBytes && log[start + 6] == Whole
        && start + HeaderBytes + BinaryPrimitives.ReadUInt16LittleEndian(log[(start + 4)..]) < log.Length;

    /// <summary>The type of a fragment whose bytes are what its checksum says; -1 when they are not.</summary>
    private static int FragmentAt(ReadOnlySpan<byte> log, int at, out int length)
    {
        length = 0;
        if (log.Length - at < HeaderBytes)
            return -1;
        length = BinaryPrimitives.ReadUInt16LittleEndian(log[(at + 4)..]);
        if (length > log.Length - at - HeaderBytes || (at % BlockBytes) + HeaderBytes + length > BlockBytes)
            return -1;
        var checksum = Crc32C(log.Slice(at + 6, 1 + length));
        var masked = BitOperations.RotateRight(checksum, 15) + 0xA282EAD8;
        return masked == BinaryPrimitives.ReadUInt32LittleEndian(log[at..]) ? log[at + 6] : -1;
    }

    // What is too short for a header at the end of a block is filled up.
    private static int NextHeader(int at) => BlockBytes - (at % BlockBytes) < HeaderBytes ? ((at / BlockBytes) + 1) * BlockBytes : at;

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
