using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra.Tests.Contract;

internal sealed class CassandraMovable : MovableUnderTest
{
    private readonly CassandraStores _stores = new(TimeProvider.System, NullLoggerFactory.Instance);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("entities-");
    private readonly CassandraEntityOptions _options;

    private CassandraMovable(CassandraEntityOptions options) => _options = options;

    public override IMovableStore Movable
    {
        get
        {
            var files = TestFiles.Closed(_folder);
            return new CassandraMovableStore(
                new RocksDbMovableLog(files), files.Appender, _stores, Options.Create(_options), Options.Create(new ClusterOptions()), TimeProvider.System, NullLoggerFactory.Instance);
        }
    }

    public static async ValueTask<MovableUnderTest> CreateAsync(OneNode node) => new CassandraMovable(TestStore.OptionsFor(await node.StartedOrSkipAsync()));

    public override async Task UseAsync(Func<IEntityStore, IEventLog, Task> use)
    {
        using var files = TestFiles.Closed(_folder);
        files.Open();
        await using var store = await CassandraEntityStore.OpenAsync(_options, files.Appender, TimeProvider.System, NullLoggerFactory.Instance);
        await use(store.Entities, files.Log);
        while (!store.IsRelayed)
            await Task.Delay(TimeSpan.FromMilliseconds(5));
    }

    public override async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        _folder.Delete(recursive: true);
        await TestKeyspaces.DropAsync(_options);
    }
}
