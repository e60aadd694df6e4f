using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests;

internal sealed class RocksDbUnderTest : StoreUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private RocksDbEntityStore _store;

    internal RocksDbUnderTest() => _store = TestStore.Open(_folder.Path);

    public override IEntityStore Store => _store.Entities;

    public override IEventLog Log => _store.Log;

    public override ValueTask ReopenAsync()
    {
        _store.Dispose();
        _store = TestStore.Open(_folder.Path);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _store.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
