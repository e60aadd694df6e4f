namespace Orleans.Entities.RocksDb.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("entities-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
