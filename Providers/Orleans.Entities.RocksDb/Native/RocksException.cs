using System.Runtime.InteropServices;

namespace Orleans.Entities.RocksDb.Native;

/// <summary>What RocksDB answered instead of doing what it was asked.</summary>
internal sealed class RocksException(string status) : EntityStoreException($"RocksDB could not do what it was asked: {status}")
{
    /// <summary>The files are damaged, as opposed to out of reach or out of space.</summary>
    internal bool IsDamage => status.StartsWith("Corruption", StringComparison.Ordinal);

    internal string Status => status;

    internal static unsafe void ThrowIf(byte* error)
    {
        if (error is null)
            return;
        var status = Marshal.PtrToStringUTF8((nint)error) ?? "no reason given";
        Rocks.rocksdb_free(error);
        throw new RocksException(status);
    }
}
