namespace Orleans.Entities.RocksDb.Engine;

/// <summary>
/// Looks through the write-ahead logs and the manifest before RocksDB does, which is lenient where it should not be. A flipped bit in
/// the length of one of the last records makes it end there in silence, with what was acknowledged behind; so do zeros where a record
/// begins; and a flipped bit in a fragment's type makes it read that fragment for ever.
/// </summary>
internal static class LogCheck
{
    /// <summary>Reads the logs and the manifest of a folder.</summary>
    /// <param name="folder">The folder of a database that is not open.</param>
    /// <param name="cutOff">Hears when the end of the newest log, a write that was never finished, was cut off.</param>
    /// <returns>What is damaged, in one sentence; null when nothing is.</returns>
    internal static string? FindDamage(string folder, Action cutOff)
    {
        var logs = Directory.GetFiles(folder, "*.log");
        // By number: the names of large ones are longer.
        Array.Sort(logs, static (a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b));
        for (var i = 0; i < logs.Length; i++)
        {
            var bytes = File.ReadAllBytes(logs[i]);
            if (WhatIsDamaged(bytes) is not { } damage)
                continue;
            if (i < logs.Length - 1 || !TornTail.TryCutOff(logs[i], bytes))
                return $"'{Path.GetFileName(logs[i])}' {damage}.";
            cutOff();
        }

        var manifest = File.ReadAllText(Path.Combine(folder, "CURRENT")).TrimEnd('\n');
        var path = Path.Combine(folder, manifest);
        if (!File.Exists(path))
            return $"'CURRENT' names the file '{manifest}', which is not there.";
        return WhatIsDamaged(File.ReadAllBytes(path)) is { } what ? $"'{manifest}' {what}." : null;
    }

    private static string? WhatIsDamaged(ReadOnlySpan<byte> log)
    {
        var (at, record) = LogFormat.FirstBad(log);
        return at < 0 || IsCutShort(log, at, record) ? null : $"holds bytes at {at} that are not those that were written";
    }

    // Nothing but the end of the last record is missing: a crash leaves that, and the record was never answered.
    private static bool IsCutShort(ReadOnlySpan<byte> log, int at, int record)
    {
        var there = log.Length - at - LogFormat.HeaderBytes;
        if (there < 0)
            return true;
        var says = LogFormat.LengthAt(log, at);
        return IsWritten(log[at + 6])
            && there < says && (at % LogFormat.BlockBytes) + LogFormat.HeaderBytes + says <= LogFormat.BlockBytes
            && !LogFormat.Fits(log, at, there)
            && !LogFormat.ARecordBeginsBehind(log, record);
    }

    // The others are of logs that are used again, which these are not.
    private static bool IsWritten(byte type) => type is 1 or 2 or 3 or 4 or 9 or 10 or 130;
}
