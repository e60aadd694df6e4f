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
internal sealed class EventAppender : IDisposable
{
    /// <summary>How many bytes of events may be handed over and not acknowledged.</summary>
    internal const long MaxOnTheirWay = 64 << 20;

    // Who waits longer than it takes to send as much need not begin.
    private const long MaxWaiting = 16 << 20;

    // What a record takes beside its bytes, here and in the library: objects, headers one by one, and whoever waits for it.
    private const int RecordOverhead = 2 << 10;

    /// <summary>How long a caller waits.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A timer for each would cost more than to look at all that are on their way now and then.
    private static readonly TimeSpan LookEach = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<EntityKey, PendingAppend> _pending = new();
    private readonly ByteGate _gate;
    private readonly LogTopic _topic;
    private readonly EventWriter _writer;
    private readonly ProducerSlot _producers;
    private readonly KafkaLogMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ITimer _look;

    public EventAppender(LogTopic topic, EventWriter writer, ProducerSlot producers, KafkaLogMetrics metrics, TimeProvider time)
    {
        (_topic, _writer, _producers, _metrics, _time) = (topic, writer, producers, metrics, time);
        _gate = new(MaxOnTheirWay, MaxWaiting, time);
        _look = time.CreateTimer(static appender => ((EventAppender)appender!).LetGoWhoWaitedLong(), this, LookEach, LookEach);
    }

    /// <summary>How many bytes of events are handed over and not acknowledged, with what they take beside them.</summary>
    internal long OnTheirWay => _gate.Taken;

    /// <summary>Appends a commit's events.</summary>
    /// <exception cref="ArgumentException">An event is larger than a record of the topic may be, or a name has no UTF-8 form. Nothing was sent.</exception>
    /// <exception cref="EntityStoreException">Kafka refused it.</exception>
    public async ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
    {
        if (commit.Events.Count == 0)
            return CommitOutcome.Committed;
        var begin = _time.GetTimestamp();
        if (!_pending.TryGetValue(commit.Key, out var append) || append.Version != commit.ExpectedVersion + 1)
        {
            append = await SendAsync(commit);
            if (append is null)
                return CommitOutcome.NotApplied;
        }

        try
        {
            if (!await append.EndAsync(begin))
                return CommitOutcome.Unknown;
        }
        catch (KafkaRefusedException refused)
        {
            throw new EntityStoreException($"Kafka did not take the events of {commit.Key}: {refused.Message}.", refused);
        }

        _metrics.Appended(commit.Events.Count, _time.GetElapsedTime(begin));
        return CommitOutcome.Committed;
    }

    public void Dispose() => _look.Dispose();

    private void LetGoWhoWaitedLong()
    {
        var since = _time.GetTimestamp() - (long)(Patience.TotalSeconds * _time.TimestampFrequency);
        foreach (var (_, append) in _pending)
            append.GiveUp(since);
    }

    private async ValueTask<PendingAppend?> SendAsync(EntityCommit commit)
    {
        var key = EventWriter.KeyOf(commit.Key);
        var records = _writer.Write(commit, key);
        var bytes = 0L;
        for (var i = 0; i < records.Length; i++)
        {
            var size = EventWriter.SizeOf(records[i]);
            if (size > _topic.MaxRecordBytes)
                throw TooLarge(commit, i, size);
            bytes += size + RecordOverhead;
        }

        if (!await _gate.TryEnterAsync(bytes, Patience))
            return null;

        // What was handed over is the library's: its events are not held here once the caller gives up.
        var entity = commit.Key;
        var append = new PendingAppend(commit.ExpectedVersion + 1, records.Length, _producers.Answers, ended =>
        {
            _pending.TryRemove(new(entity, ended));
            _gate.Leave(bytes);
            _producers.Forget(ended);
        });
        _pending[entity] = append;
        _producers.Send(new(_topic.Name, EntityPartitioner.PartitionOf(key, _topic.Partitions)), records, append);
        return append;
    }

    private ArgumentException TooLarge(EntityCommit commit, int index, int size) => new(
        $"Event {index} ({commit.Events[index].Type}) of {commit.Key}, version {commit.ExpectedVersion + 1}, takes {size} bytes, and topic '{_topic.Name}' takes {_topic.MaxRecordBytes} at most (max.message.bytes).",
        nameof(commit));
}
