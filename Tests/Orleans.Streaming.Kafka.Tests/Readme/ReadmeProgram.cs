using System.Text;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Readme;

/// <summary>The program of the package's README, between the markers.</summary>
internal static class ReadmeProgram
{
    internal static async Task RunAsync(string bootstrapServers, string topic, ILoggerFactory loggers, TextWriter output)
    {
        // <program>
        var options = new KafkaEventLogOptions { BootstrapServers = bootstrapServers, Topic = topic, CreateTopics = true, ReplicationFactor = 1 };
        await using var log = new KafkaEventLog(options, TimeProvider.System, loggers);
        await log.OpenAsync();
        var order = new EntityKey("order", "A-17");
        var outcome = await log.AppendAsync(new EntityCommit
        {
            Key = order,
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Time = TimeProvider.System.GetUtcNow(),
            Events = [new PendingEvent("orders.order.placed.v1", Encoding.UTF8.GetBytes("{\"lines\":1}"))],
        });
        await output.WriteLineAsync($"{outcome}"); // Committed: every replica that is in sync has it
        foreach (var told in await log.ReadAsync(log.PartitionOf(order), offset: 0, limit: 10, wait: TimeSpan.FromSeconds(10)))
            await output.WriteLineAsync($"{told.Id} {told.Type}"); // order/A-17@1.0 orders.order.placed.v1
        // </program>
    }
}
