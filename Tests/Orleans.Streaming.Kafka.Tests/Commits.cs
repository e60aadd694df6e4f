using System.Globalization;
using System.Text;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests;

/// <summary>Commits with events, as tests want them.</summary>
internal static class Commits
{
    public static EntityCommit Of(EntityKey key, long version, int events = 1, int bytes = 2) => new()
    {
        Key = key,
        ExpectedVersion = version - 1,
        ExpectedWriteId = version == 1 ? Guid.Empty : Guid.NewGuid(),
        WriteId = Guid.NewGuid(),
        Time = new DateTimeOffset(2026, 3, 1, 12, 30, 15, TimeSpan.Zero),
        Events = [.. Enumerable.Range(0, events).Select(_ => new PendingEvent("tests.thing.happened.v1", Encoding.UTF8.GetBytes(new string(' ', bytes - 2) + "{}")))],
    };

    /// <summary>Appends as a relay does: the same again until it is in the log.</summary>
    public static async Task RelayAsync(this KafkaEventLog log, EntityCommit commit)
    {
        while (true)
        {
            try
            {
                if (await log.AppendAsync(commit) == CommitOutcome.Committed)
                    return;
            }
            catch (EntityStoreException e) when (e is not LogTruncatedException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        }
    }

    /// <summary>Reads a partition from an offset to the end that it has now.</summary>
    public static async Task<List<LogEvent>> ReadToEndAsync(this KafkaEventLog log, int partition, long offset = 0, int limit = 100)
    {
        var end = (await log.GetExtentAsync(partition)).Next;
        var events = new List<LogEvent>();
        while (offset < end)
        {
            var read = await log.ReadAsync(partition, offset, limit, TimeSpan.FromSeconds(10));
            Assert.InRange(read.Count, 1, limit);
            events.AddRange(read);
            offset = read[^1].Offset + 1;
        }

        return events;
    }

    /// <summary>An entity whose events are in a partition.</summary>
    public static EntityKey EntityIn(this KafkaEventLog log, int partition) => Enumerable.Range(0, int.MaxValue)
        .Select(i => new EntityKey("thing", i.ToString(CultureInfo.InvariantCulture)))
        .First(key => log.PartitionOf(key) == partition);
}
