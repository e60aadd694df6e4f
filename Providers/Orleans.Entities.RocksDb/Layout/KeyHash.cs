namespace Orleans.Entities.RocksDb.Layout;

/// <summary>The hash that places an entity in a partition: FNV-1a over 64 bits, its halves mixed. Part of the format.</summary>
internal static class KeyHash
{
    internal static ulong Of(ReadOnlySpan<byte> key)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in key)
            hash = (hash ^ b) * 1099511628211UL;

        // The low bits of FNV depend on few bits of the last bytes; the partition is taken from them.
        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }
}
