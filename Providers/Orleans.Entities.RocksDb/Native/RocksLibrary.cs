using System.Reflection;
using System.Runtime.InteropServices;

namespace Orleans.Entities.RocksDb.Native;

/// <summary>Finds the native library among those in the RocksDB package.</summary>
internal static class RocksLibrary
{
    internal static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        // The package names its library for musl (Alpine) apart, in the same folder as the one for glibc.
        var file = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            ? "librocksdb-musl"
            : OperatingSystem.IsWindows() ? "rocksdb" : "librocksdb";
        return NativeLibrary.Load(file, assembly, path);
    }
}
