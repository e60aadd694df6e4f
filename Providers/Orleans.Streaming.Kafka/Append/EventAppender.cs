using System.Collections.Concurrent;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Metrics;
using Orleans.Streaming.Kafka.Records;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka.Append;

/// <summary>Appends the events of commits to the topic, each entity's to its partition.</summary>
/// <remarks>
/// What a caller gave up waiting for is still on its way, and goes before everything later: the same commit again joins it, and only
/// what failed is sent again. So the events of an entity never have a gap, and come in order, but for repeats.
/// </remarks>
internal sealed class EventAppender(LogTopic topic, EventWriter writer, ProducerSlot producers, KafkaLogMetrics metrics, TimeProvider time)
{
    // Of events that are handed over and not acknowledged.
    private const long MaxOnTheirWay = 64 << 20;

    /// <summary>How long a caller waits.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<EntityKey, PendingAppend> _pending = new();
    private readonly ByteGate _gate = new(MaxOnTheirWay, time);

    /// <summary>Appends a commit's events.</summary>
    /// <exception cref="ArgumentException">An event is larger than a record of the topic may be, or a name has no UTF-8 form. Nothing was sent.</exception>
    /// <exception cref="EntityStoreException">Kafka refused it.</exception>
    public async ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
    {
        if (commit.Events.Count == 0)
            return CommitOutcome.Committed;
        var begin = time.GetTimestamp();
        if (!_pending.TryGetValue(commit.Key, out var append) || append.Version != commit.ExpectedVersion + 1)
        {
            append = await SendAsync(commit);
            if (append is null)
                return CommitOutcome.NotApplied;
        }

        var rest = Patience - time.GetElapsedTime(begin);
        try
        {
            await append.Task.WaitAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, time);
        }
        catch (TimeoutException)
        {
            return CommitOutcome.Unknown;
        }
        catch (KafkaRefusedException refused)
        {
            throw new EntityStoreException($"Kafka did not take the events of {commit.Key}: {refused.Message}.", refused);
        }

        metrics.Appended(commit.Events.Count, time.GetElapsedTime(begin));
        return CommitOutcome.Committed;
    }

    private async ValueTask<PendingAppend?> SendAsync(EntityCommit commit)
    {
        var key = EventWriter.KeyOf(commit.Key);
        var records = writer.Write(commit, key);
        var bytes = 0L;
        for (var i = 0; i < records.Length; i++)
        {
            var size = EventWriter.SizeOf(records[i]);
            if (size > topic.MaxRecordBytes)
                throw TooLarge(commit, i, size);
            bytes += size;
        }

        if (!await _gate.TryEnterAsync(bytes, Patience))
            return null;
        var append = new PendingAppend(commit.ExpectedVersion + 1, records.Length, ended =>
        {
            _pending.TryRemove(new(commit.Key, ended));
            _gate.Leave(bytes);
            producers.Forget(ended);
        });
        _pending[commit.Key] = append;
        producers.Send(new(topic.Name, EntityPartitioner.PartitionOf(key, topic.Partitions)), records, append);
        return append;
    }

    private ArgumentException TooLarge(EntityCommit commit, int index, int size) => new(
        $"Event {index} ({commit.Events[index].Type}) of {commit.Key}, version {commit.ExpectedVersion + 1}, takes {size} bytes, and topic '{topic.Name}' takes {topic.MaxRecordBytes} at most (max.message.bytes).",
        nameof(commit));
}
