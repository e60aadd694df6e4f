namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// Cuts off the end of the newest log where a loss of power left a write that was never synced as pages of zeros: some file systems grow
/// a file before its pages are on the disk. RocksDB takes a shorter file for that, and zeros for damage.
/// </summary>
/// <remarks>
/// One write is one record here, and none begins before the one before it is synced. So the last record, and only that, may lack pages;
/// it was never answered. A record that was synced lacks none: a damaged record without such a page, or with a good one begun behind
/// it, is left alone. What is cut off is kept beside the log.
/// </remarks>
internal static class TornTail
{
    private const int PageBytes = 4 << 10;

    /// <summary>Looks at the end of a log; true when it was cut off.</summary>
    internal static bool TryCutOff(string log, ReadOnlySpan<byte> bytes)
    {
        var (_, start) = LogFormat.FirstBad(bytes);
        if (start < 0 || !LacksAPage(bytes, start) || EndsBeforeTheLog(bytes, start) || LogFormat.ARecordBeginsBehind(bytes, start))
            return false;

        using (var kept = new FileStream($"{log}.torn", FileMode.Create))
        {
            kept.Write(bytes[start..]);
            kept.Flush(flushToDisk: true);
        }

        using var file = new FileStream(log, FileMode.Open);
        file.SetLength(start);
        file.Flush(flushToDisk: true);
        return true;
    }

    private static bool LacksAPage(ReadOnlySpan<byte> log, int start)
    {
        for (var page = start / PageBytes * PageBytes; page < log.Length; page += PageBytes)
        {
            // Of the page that the record begins in, what was there before it is on the disk.
            var from = Math.Max(page, start);
            var to = Math.Min(page + PageBytes, log.Length);
            if (to - from > LogFormat.HeaderBytes && !log[from..to].ContainsAnyExcept((byte)0))
                return true;
        }

        return false;
    }

    // A record of one fragment tells its length: what the file holds beyond it is of another write.
    private static bool EndsBeforeTheLog(ReadOnlySpan<byte> log, int start) =>
        log.Length - start >= LogFormat.HeaderBytes && log[start + 6] == LogFormat.Whole
        && start + LogFormat.HeaderBytes + LogFormat.LengthAt(log, start) < log.Length;
}
