using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests;

internal sealed class RocksDbUnderTest : StoreUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private RocksDbEntityStore _store;

    internal RocksDbUnderTest() => _store = Open();

    public override IEntityStore Store => _store.Entities;

    public override IEventLog Log => _store.Log;

    public override ValueTask ReopenAsync()
    {
        _store.Dispose();
        _store = Open();
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _store.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private RocksDbEntityStore Open()
    {
        var store = new RocksDbEntityStore(
            new RocksDbEntityOptions { Folder = _folder.Path }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
        store.Open();
        return store;
    }
}
