namespace Orleans.Entities.RocksDb.Native;

/// <summary>Keeps a database open while it is read.</summary>
internal readonly ref struct DatabaseLease(Database database)
{
    internal Database Database { get; } = database;

    public void Dispose() => Database.Release();
}
