using Confluent.Kafka;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Topics;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>Asks the brokers where partitions begin and end, by a consumer that reads nothing; one question at a time.</summary>
/// <remarks>
/// An admin client would not block a thread for it, but may bring down the process when a broker dies (<see cref="KafkaAdmin"/>), and this is
/// asked every few seconds. A consumer that had no answer is given up: one was seen that found no broker for half a minute after all were
/// back.
/// </remarks>
internal sealed class OffsetQuery(Func<IConsumer<byte[], byte[]>> make, IReadOnlyList<TopicPartition> partitions, TimeProvider time) : IAsyncDisposable
{
    // As ListOffsets of Kafka's protocol has them, where a time would be.
    private const long Earliest = -2;
    private const long Latest = -1;

    // Who asks may have to wait for the answer to another question first, and has 10 s for both.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4.5);

    // A partition that was just made, or moved, has a leader a moment later.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private IConsumer<byte[], byte[]> _consumer = make();
    private Task _running = Task.CompletedTask;
    private bool _isEnded;

    /// <summary>The extents as the brokers have them, for those who read what is committed; in the order of the partitions.</summary>
    /// <exception cref="EntityStoreException">The brokers do not answer.</exception>
    public async Task<LogExtent[]> AskAsync()
    {
        for (var begin = time.GetTimestamp(); ; await Task.Delay(Pause, time))
        {
            try
            {
                var asking = Task.Factory.StartNew(() => Ask(begin), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                _running = asking;
                return await asking;
            }
            catch (KafkaException e) when (OffsetFailures.Lasting(e) is not null || time.GetElapsedTime(begin) >= Limit)
            {
                Replace();
                throw new EntityStoreException($"Kafka could not list offsets: {(OffsetFailures.Lasting(e) ?? e.Error).Reason}", e);
            }
            catch (KafkaException)
            {
                // It is asked again.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _isEnded = true;
        await EndAsync().WaitAsync(DisposePatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task EndAsync()
    {
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DisposeAsync(_consumer);
    }

    private void Replace()
    {
        lock (_lock)
        {
            // The last one ends with the query.
            if (!_isEnded)
                _ = DisposeAsync(Interlocked.Exchange(ref _consumer, make()));
        }
    }

    // It may wait for a broker that is silent; then it ends by itself, some time later.
    private async Task DisposeAsync(IConsumer<byte[], byte[]> consumer)
    {
        var disposing = Task.Factory.StartNew(consumer.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await disposing.WaitAsync(DisposePatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The begins first, or one that moved meanwhile would be behind its end.
    private LogExtent[] Ask(long begin) => [.. Ask(Earliest, begin).Zip(Ask(Latest, begin), (first, next) => new LogExtent(first, next))];

    private long[] Ask(long which, long begin)
    {
        var rest = Limit - time.GetElapsedTime(begin);
        if (rest <= TimeSpan.Zero)
            throw new KafkaException(KafkaErrorCode.Local_TimedOut);
        var asked = partitions.Select(partition => new TopicPartitionTimestamp(partition, new Timestamp(which, TimestampType.CreateTime)));
        var told = _consumer.OffsetsForTimes(asked, rest).ToDictionary(offset => offset.TopicPartition, offset => offset.Offset.Value);

        // What was asked is what is told where nothing was answered, and is no offset.
        return [.. partitions.Select(partition => told[partition] is >= 0 and var offset ? offset : throw new KafkaException(KafkaErrorCode.Local_TimedOut))];
    }
}
