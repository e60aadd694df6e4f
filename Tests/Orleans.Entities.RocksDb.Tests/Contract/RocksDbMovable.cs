using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests;

/// <summary>A store in a folder of its own, or in one that is named.</summary>
internal sealed class RocksDbMovable(string? path = null) : MovableUnderTest
{
    private readonly TemporaryFolder _folder = new();

    private string Place => path ?? _folder.Path;

    public override IMovableStore Movable => new Movable(() => Task.Run(() => Closed().OpenAsSource()), export => Task.Run(() => Closed().OpenAsTarget(export)));

    public override async Task UseAsync(Func<IEntityStore, IEventLog, Task> use)
    {
        using var store = TestStore.Open(Place);
        await use(store.Entities, store.Log);
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private RocksDbEntityStore Closed()
        => new(new RocksDbEntityOptions { Folder = Place }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
}
