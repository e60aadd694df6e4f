using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Cassandra;
using Orleans.Configuration;
using Orleans.Storage.Contract;

namespace Orleans.Reminders.Cassandra.Tests.Servers;

/// <summary>A place for reminders on real nodes, apart from those of other tests by the service's id.</summary>
internal sealed class CassandraReminders(IEnumerable<IPEndPoint> nodes) : ReminderTableUnderTest
{
    private readonly string _tests = $"{Guid.NewGuid():N}/";
    private CassandraStores _stores = new(TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>Hears of rows that cannot be read.</summary>
    public ILogger<CassandraReminderTable> Logger { get; init; } = NullLogger<CassandraReminderTable>.Instance;

    public ReminderMetrics Metrics { get; } = new(TimeProvider.System);

    public override async ValueTask<IReminderTable> OpenAsync(string serviceId = "tests")
    {
        IReminderTable table = new CassandraReminderTable(async token => await OpenRowsAsync(serviceId, token), TimeProvider.System, Metrics, Logger);
        await table.StartAsync(TestContext.Current.CancellationToken);
        return table;
    }

    /// <summary>Opens the rows as a table has them.</summary>
    public async Task<CassandraReminderRows> OpenRowsAsync(string serviceId, CancellationToken token) =>
        await CassandraReminderRows.OpenAsync(await OpenStoreAsync(token), ServiceOf(serviceId), Metrics, Logger, token);

    public Task<CassandraStore> OpenStoreAsync(CancellationToken token)
    {
        var options = new CassandraReminderTableOptions { Schema = CassandraSchemaMode.Create };
        foreach (var node in nodes)
            options.ContactPoints.Add($"{node}");
        return _stores.OpenAsync(options, ReminderSchema.Instance, token);
    }

    /// <summary>The service id as it is stored.</summary>
    public string ServiceOf(string serviceId) => _tests + serviceId;

    public override async ValueTask RestartAsync()
    {
        await _stores.DisposeAsync();
        _stores = new CassandraStores(TimeProvider.System, NullLoggerFactory.Instance);
    }

    public override ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        return _stores.DisposeAsync();
    }
}
