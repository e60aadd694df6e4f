using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Orleans.Entities.RocksDb.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string folder, ILogger<RocksDbEntityStore> logger, TextWriter output)
    {
        // <program>
        using var store = new RocksDbEntityStore(new RocksDbEntityOptions { Folder = folder }, TimeProvider.System, logger);
        store.Open();
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
        await output.WriteLineAsync($"{outcome}"); // Committed: it is on the disk
        foreach (var told in await store.Log.ReadAsync(store.Log.PartitionOf(order), offset: 0, limit: 10, wait: TimeSpan.FromSeconds(1)))
            await output.WriteLineAsync($"{told.Id} {told.Type}"); // order/A-17@1.0 orders.order.placed.v1
        // </program>
    }
}
