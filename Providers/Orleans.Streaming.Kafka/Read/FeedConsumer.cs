using System.Collections.Concurrent;
using Confluent.Kafka;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>A consumer with a thread of its own, which takes from it what comes.</summary>
internal sealed class FeedConsumer
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<TopicPartitionOffset> _restarts = new();
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly Action<FeedConsumer, ConsumeResult<byte[], byte[]>> _take;
    private readonly Action<FeedConsumer, TopicPartitionOffset> _restarting;
    private readonly Action<KafkaException> _failed;
    private readonly Action<FeedConsumer, Exception> _broke;
    private readonly Task _run;
    private volatile bool _isStopping;

    /// <param name="consumer">Its own; it ends it.</param>
    /// <param name="starts">Where it begins.</param>
    /// <param name="take">Takes what comes.</param>
    /// <param name="restarting">Hears, on the same thread, that nothing more comes of a partition but from an offset on.</param>
    /// <param name="failed">Hears of errors of Kafka's, after which it goes on.</param>
    /// <param name="broke">Hears, as the last thing, of any other: what came may not be where it belongs, so that nothing more may come after it.</param>
    public FeedConsumer(
        IConsumer<byte[], byte[]> consumer,
        IEnumerable<TopicPartitionOffset> starts,
        Action<FeedConsumer, ConsumeResult<byte[], byte[]>> take,
        Action<FeedConsumer, TopicPartitionOffset> restarting,
        Action<KafkaException> failed,
        Action<FeedConsumer, Exception> broke)
    {
        (_consumer, _take, _restarting, _failed, _broke) = (consumer, take, restarting, failed, broke);
        try
        {
            consumer.Assign(starts);
        }
        catch
        {
            consumer.Dispose();
            throw;
        }

        _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Has a partition that an error brought to a stop read on from an offset.</summary>
    public void Restart(TopicPartitionOffset from) => _restarts.Enqueue(from);

    /// <summary>Ends it; what hangs ends by itself, some time later.</summary>
    public async Task StopAsync()
    {
        _isStopping = true;
        await _run.WaitAsync(StopPatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        try
        {
            while (!_isStopping)
                Turn();
        }
        catch (Exception e)
        {
            _broke(this, e);
        }
        finally
        {
            // Its own thread ends it: it may wait for a broker that is silent.
            _consumer.Dispose();
        }
    }

    private void Turn()
    {
        try
        {
            while (_restarts.TryDequeue(out var from))
            {
                _consumer.IncrementalUnassign([from.TopicPartition]);
                _restarting(this, from);
                _consumer.IncrementalAssign([from]);
            }

            if (_consumer.Consume(Wait) is { } record)
                _take(this, record);
        }
        catch (KafkaException e)
        {
            _failed(e);
        }
    }
}
