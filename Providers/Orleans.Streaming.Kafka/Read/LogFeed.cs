using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Streaming.Kafka.Positions;
using Orleans.Streaming.Kafka.Topics;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>The one reading of the log that all readers of the process share: a thread that takes what comes, and puts it where it belongs.</summary>
/// <remarks>
/// <code>
///   topic, all partitions ──┐                ┌──► newest events by partition ──► who waits there is woken
///                           ├──► consumer ───┤
///   positions ──────────────┘                └──► positions of readers
/// </code>
/// </remarks>
internal sealed partial class LogFeed(
    IConsumer<byte[], byte[]> consumer,
    LogTopic events,
    TailMemory memory,
    PositionTable positions,
    UnreadableRecords unreadable,
    LogFaults faults,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<(int Partition, long Offset)> _restarts = new();
    private Task _run = Task.CompletedTask;
    private volatile bool _isStopping;

    /// <summary>Begins to read.</summary>
    /// <param name="starts">Where, by partition; of the positions, from their start.</param>
    /// <param name="positionsPartition">Where the positions are.</param>
    public void Start(IReadOnlyList<long> starts, TopicPartitionOffset positionsPartition)
    {
        for (var partition = 0; partition < starts.Count; partition++)
            memory.Tails[partition].Start(starts[partition], time.GetTimestamp());
        consumer.Assign([.. starts.Select((offset, partition) => new TopicPartitionOffset(events.Name, partition, offset)), positionsPartition]);
        _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Has a partition that an error brought to a stop read on from an offset; what was read before is forgotten, if it is another.</summary>
    public void Restart(int partition, long offset) => _restarts.Enqueue((partition, offset));

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        await _run.WaitAsync(StopPatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        while (!_isStopping)
        {
            try
            {
                while (_restarts.TryDequeue(out var restart))
                    Restart(new(events.Name, restart.Partition, restart.Offset));
                if (consumer.Consume(Wait) is { } record)
                    Take(record);
            }
            catch (ConsumeException e) when (e.Error.Code is KafkaErrorCode.Local_AutoOffsetReset or KafkaErrorCode.OffsetOutOfRange)
            {
                // Whether it was lost, or trimmed before it was read, the brokers' extents tell.
                if (e.ConsumerRecord.Topic == events.Name)
                    faults.Suspect(e.ConsumerRecord.Partition.Value);
                else
                    faults.Stop($"Topic '{e.ConsumerRecord.Topic}' does not hold the offset that it was read up to: {e.Error.Reason}.");
            }
            catch (ConsumeException e)
            {
                LogError(logger, e.ConsumerRecord?.Topic, e.ConsumerRecord?.Partition.Value, e.Error.Reason);
            }
            catch (KafkaException e)
            {
                LogError(logger, null, null, e.Error.Reason);
            }
        }

        // Its own thread ends it: it may wait for a broker that is silent.
        consumer.Dispose();
    }

    private void Restart(TopicPartitionOffset from)
    {
        if (memory.Tails[from.Partition.Value].Passage.Passed != from.Offset.Value)
            memory.Restart(from.Partition.Value, from.Offset.Value, time.GetTimestamp());
        consumer.IncrementalUnassign([from.TopicPartition]);
        consumer.IncrementalAssign([from]);
        LogRestarted(logger, events.Name, from.Partition.Value, from.Offset.Value);
    }

    private void Take(ConsumeResult<byte[], byte[]> record)
    {
        if (record.Topic != events.Name)
        {
            positions.Take(record);
            return;
        }

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

    [LoggerMessage(LogLevel.Information, "Topic '{Topic}', partition {Partition}, is read on from {Offset}")]
    private static partial void LogRestarted(ILogger logger, string topic, int partition, long offset);

    [LoggerMessage(LogLevel.Warning, "Reading topic '{Topic}', partition {Partition}, met: {Reason}")]
    private static partial void LogError(ILogger logger, string? topic, int? partition, string reason);
}
