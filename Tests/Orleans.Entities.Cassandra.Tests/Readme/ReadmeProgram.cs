using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities.RocksDb;

namespace Orleans.Entities.Cassandra.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string contactPoint, string keyspace, string folder, ILoggerFactory loggers, TextWriter output)
    {
        // <program>
        using var log = new RocksDbEntityStore(new RocksDbEntityOptions { Folder = folder }, TimeProvider.System, loggers.CreateLogger<RocksDbEntityStore>());
        log.Open();
        var options = new CassandraEntityOptions { Service = "shop", Keyspace = keyspace, Schema = CassandraSchemaMode.Create };
        options.ContactPoints.Add(contactPoint); // 127.0.0.1
        await using var store = await CassandraEntityStore.OpenAsync(options, log.Appender, TimeProvider.System, loggers);
        var order = new EntityKey("order", "A-17");
        var before = await store.Entities.OpenAsync(order);
        var outcome = await store.Entities.CommitAsync(new EntityCommit
        {
            Key = order,
            ExpectedVersion = before.Version,
            ExpectedWriteId = before.WriteId,
            WriteId = Guid.NewGuid(),
            Head = Encoding.UTF8.GetBytes("placed"),
            Time = TimeProvider.System.GetUtcNow(),
            Puts = [new EntityRow(new RowKey("lines", "1"), Encoding.UTF8.GetBytes("2 chairs"))],
            Events = [new PendingEvent("orders.order.placed.v1", Encoding.UTF8.GetBytes("{\"lines\":1}"))],
        });
        await output.WriteLineAsync($"{outcome}"); // Committed: a quorum has it
        foreach (var told in await log.Log.ReadAsync(log.Log.PartitionOf(order), offset: 0, limit: 10, wait: TimeSpan.FromSeconds(10)))
            await output.WriteLineAsync($"{told.Id} {told.Type}"); // order/A-17@1.0 orders.order.placed.v1
        // </program>
    }
}
