using Orleans.Storage;
using Orleans.Storage.Contract;

namespace Orleans.Entities.RocksDb.Tests;

internal sealed class RocksDbGrainStorageUnderTest : GrainStorageUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private RocksDbEntityStore _store;

    internal RocksDbGrainStorageUnderTest() => _store = TestStore.Open(_folder.Path);

    public override int LargestState => 4 << 20;

    public override ValueTask<IGrainStorage> OpenAsync(StorageSettings settings) => new(_store.OpenGrainStorage(settings));

    public override ValueTask RestartAsync()
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
