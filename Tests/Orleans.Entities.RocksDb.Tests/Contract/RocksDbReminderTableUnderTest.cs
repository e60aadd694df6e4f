using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage.Contract;

namespace Orleans.Entities.RocksDb.Tests;

internal sealed class RocksDbReminderTableUnderTest : ReminderTableUnderTest
{
    private readonly TemporaryFolder _folder = new();
    private RocksDbEntityStore _store;

    internal RocksDbReminderTableUnderTest() => _store = TestStore.Open(_folder.Path);

    public override async ValueTask<IReminderTable> OpenAsync(string serviceId = "tests")
    {
        var table = new RocksDbReminderTable(serviceId, _store, NullLogger<RocksDbReminderTable>.Instance);
        await table.StartAsync();
        return table;
    }

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
