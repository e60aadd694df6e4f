using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra.Tests;

internal static class TestFiles
{
    /// <summary>Files in a folder, not open yet.</summary>
    public static RocksDbEntityStore Closed(DirectoryInfo folder) => new(
        new RocksDbEntityOptions { Folder = Path.Combine(folder.FullName, "log") }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
}
