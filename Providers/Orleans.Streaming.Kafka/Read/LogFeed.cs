using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Streaming.Kafka.Positions;
using Orleans.Streaming.Kafka.Topics;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>The one reading of the log that all readers of the process share: takes what comes, and puts it where it belongs.</summary>
/// <remarks>
/// <code>
///   topic, all partitions ──┐                ┌──► newest events by partition ──► who waits there is woken
///                           ├──► consumer ───┤
///   positions ──────────────┘                └──► positions of readers
/// </code>
/// </remarks>
internal sealed partial class LogFeed(
    Func<IConsumer<byte[], byte[]>> make,
    LogTopic events,
    TopicPartition positionsPartition,
    TailMemory memory,
    PositionTable positions,
    UnreadableRecords unreadable,
    LogFaults faults,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    // What a consumer that was given up still brings must not come between.
    private readonly Lock _lock = new();
    private FeedConsumer? _current;
    private bool _isBroken;

    /// <summary>Whether the consumer ended by itself: a new one is to read on.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_lock)
                return _isBroken;
        }
    }

    /// <summary>How many consumers were given up.</summary>
    public int Rebuilt { get; private set; }

    /// <summary>Begins to read.</summary>
    /// <param name="starts">Where, by partition.</param>
    /// <param name="positionsStart">Where the positions begin.</param>
    public void Start(IReadOnlyList<long> starts, long positionsStart)
    {
        for (var partition = 0; partition < starts.Count; partition++)
            memory.Tails[partition].Start(starts[partition], time.GetTimestamp());
        positions.Passage.MoveTo(positionsStart);
        lock (_lock)
            _current = Consume_NeedsLock();
    }

    /// <summary>Has a partition that an error brought to a stop read on from an offset; what was read before is forgotten, if it is another.</summary>
    public void Restart(int partition, long offset)
    {
        lock (_lock)
            _current?.Restart(new(events.Name, partition, offset));
    }

    /// <summary>Gives up the consumer, and reads on with a new one.</summary>
    public void Rebuild()
    {
        FeedConsumer? old;
        lock (_lock)
        {
            if (_current is null)
                return;
            (old, _current) = (_current, Consume_NeedsLock());
            _isBroken = false;
            Rebuilt++;
        }

        _ = old.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        FeedConsumer? last;
        lock (_lock)
            (last, _current) = (_current, null);
        if (last is not null)
            await last.StopAsync();
    }

    private FeedConsumer Consume_NeedsLock() => new(
        make(),
        [
            .. memory.Tails.Select((tail, partition) => new TopicPartitionOffset(events.Name, partition, tail.Passage.Passed)),
            new(positionsPartition, positions.Passage.Passed),
        ],
        Take,
        Restarting,
        Failed,
        Broke);

    private void Take(FeedConsumer source, ConsumeResult<byte[], byte[]> record)
    {
        lock (_lock)
        {
            if (source != _current)
                return;
            if (record.Topic == events.Name)
                Take_NeedsLock(record);
            else
                positions.Take(record);
        }
    }

    private void Take_NeedsLock(ConsumeResult<byte[], byte[]> record)
    {
        var tail = memory.Tails[record.Partition.Value];
        if (record.IsPartitionEOF)
        {
            if (record.Offset.Value > tail.Passage.Passed)
                tail.Passage.MoveTo(record.Offset.Value);
        }
        else if (unreadable.TryRead(record) is { } value)
        {
            memory.Add(value, time.GetTimestamp());
        }
        else
        {
            tail.Passage.MoveTo(record.Offset.Value + 1);
        }
    }

    private void Restarting(FeedConsumer source, TopicPartitionOffset from)
    {
        lock (_lock)
        {
            if (source != _current)
                return;
            if (memory.Tails[from.Partition.Value].Passage.Passed != from.Offset.Value)
                memory.Restart(from.Partition.Value, from.Offset.Value, time.GetTimestamp());
        }

        LogRestarted(logger, events.Name, from.Partition.Value, from.Offset.Value);
    }

    private void Failed(KafkaException failure)
    {
        if (failure is not ConsumeException { ConsumerRecord: { } where })
            LogError(logger, null, null, failure.Error.Reason);
        else if (failure.Error.Code is not (KafkaErrorCode.Local_AutoOffsetReset or KafkaErrorCode.OffsetOutOfRange))
            LogError(logger, where.Topic, where.Partition.Value, failure.Error.Reason);

        // Whether it was lost, or trimmed before it was read, the brokers' extents tell.
        else if (where.Topic == events.Name)
            faults.Suspect(where.Partition.Value);
        else
            faults.Stop($"Topic '{where.Topic}' does not hold the offset that it was read up to: {failure.Error.Reason}.");
    }

    private void Broke(FeedConsumer source, Exception failure)
    {
        lock (_lock)
        {
            if (source != _current)
                return;
            _isBroken = true;
        }

        LogBroken(logger, failure);
    }

    [LoggerMessage(LogLevel.Error, "The reading of the log met what nobody expects; it is read on with a new consumer")]
    private static partial void LogBroken(ILogger logger, Exception cause);

    [LoggerMessage(LogLevel.Information, "Topic '{Topic}', partition {Partition}, is read on from {Offset}")]
    private static partial void LogRestarted(ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(LogLevel.Warning, "Reading topic '{Topic}', partition {Partition}, met: {Reason}")]
    private static partial void LogError(ILogger logger, string? topic, int? partition, string reason);
}
