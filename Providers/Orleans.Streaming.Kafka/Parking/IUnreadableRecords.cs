using Orleans.Entities;

namespace Orleans.Streaming.Kafka;

/// <summary>The records of a log's topic that are no events; the grain's key is the log's id (<see cref="IEventLog.LogId"/>). For operators.</summary>
/// <remarks>Each is there once, however many silos read it and however often. It is passed over for good: there is nothing to try again.</remarks>
[Alias("Orleans.Streaming.Kafka.IUnreadableRecords")]
public interface IUnreadableRecords : IGrainWithGuidKey
{
    /// <summary>Lists them in the order of partitions and offsets.</summary>
    /// <param name="after">Where to go on (<see cref="UnreadableRecordPage.Next"/>); null: from the first.</param>
    /// <param name="limit">The most to answer, 1 to 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is outside its range.</exception>
    [Alias("List")]
    Task<UnreadableRecordPage> ListAsync(string? after, int limit);
}
