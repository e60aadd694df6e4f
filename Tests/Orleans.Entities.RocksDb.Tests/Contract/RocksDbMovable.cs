using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests;

internal sealed class RocksDbMovable : MovableUnderTest
{
    private readonly TemporaryFolder _folder = new();

    public override IMovableStore Movable => new Movable(() => Task.Run(() => Closed().OpenAsSource()), export => Task.Run(() => Closed().OpenAsTarget(export)));

    public override async Task UseAsync(Func<IEntityStore, IEventLog, Task> use)
    {
        using var store = TestStore.Open(_folder.Path);
        await use(store.Entities, store.Log);
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private RocksDbEntityStore Closed()
        => new(new RocksDbEntityOptions { Folder = _folder.Path }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
}
