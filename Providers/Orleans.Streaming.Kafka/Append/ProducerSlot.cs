using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Append;

/// <summary>The producer of the process; one whose error is fatal, and which will never send again, is replaced.</summary>
/// <remarks>
/// What the old one had not been answered for fails and is appended again by the new one. A request of it may still arrive at a broker
/// after that: a repeat, with an offset of its own.
/// </remarks>
internal sealed partial class ProducerSlot : IAsyncDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Func<Action<Error>, IProducer<byte[], byte[]>> _make;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private Generation? _current;
    private bool _isDisposed;

    /// <param name="make">Makes a producer that tells its errors.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears of errors and of replacements.</param>
    public ProducerSlot(Func<Action<Error>, IProducer<byte[], byte[]>> make, TimeProvider time, ILogger logger)
    {
        (_make, _time, _logger) = (make, time, logger);
        _current = new Generation(this);
    }

    /// <summary>Tells those who wait for what was handed over.</summary>
    public AppendAnswers Answers { get; } = new();

    /// <summary>How many producers were replaced.</summary>
    public int Replaced { get; private set; }

    /// <summary>Hands records over, in order. Whatever becomes of them, the append hears of it.</summary>
    public void Send(TopicPartition partition, IReadOnlyList<Message<byte[], byte[]>> records, PendingAppend append)
    {
        Generation? generation;
        lock (_lock)
        {
            generation = _current;
            generation?.Open.Add(append);
        }

        if (generation is null)
        {
            append.Abandon("the log is closed");
            return;
        }

        for (var i = 0; i < records.Count; i++)
        {
            try
            {
                generation.Producer.Produce(partition, records[i], append.Delivered);
            }
            catch (Exception e) when (e is KafkaException or ObjectDisposedException)
            {
                // What follows must not overtake it.
                for (; i < records.Count; i++)
                    append.Settle(e.Message);
            }
        }
    }

    /// <summary>Forgets an append that has ended.</summary>
    public void Forget(PendingAppend append)
    {
        lock (_lock)
            _current?.Open.Remove(append);
    }

    public async ValueTask DisposeAsync()
    {
        Generation? last;
        lock (_lock)
        {
            _isDisposed = true;
            (last, _current) = (_current, null);
        }

        if (last is not null)
            await EndAsync(last, "the log is closed");
    }

    private void OnError(Generation generation, Error error)
    {
        if (!error.IsFatal)
        {
            LogError(_logger, error.Code, error.Reason);
            return;
        }

        // Not on this thread, which is the producer's own and ends with it.
        _ = Task.Run(() => ReplaceAsync(generation, error));
    }

    private async Task ReplaceAsync(Generation dead, Error error)
    {
        var cause = $"the producer failed: {error.Reason}";
        for (var isReplaced = false; !isReplaced;)
        {
            try
            {
                lock (_lock)
                {
                    if (_isDisposed || _current != dead)
                        return;
                    _current = new Generation(this);
                    Replaced++;
                }

                isReplaced = true;
            }
            catch (Exception e)
            {
                // What comes meanwhile is refused by the dead one.
                LogNotReplaced(_logger, error.Code, error.Reason, e);
                AbandonAll(dead, cause);
                await Task.Delay(Pause, _time);
            }
        }

        LogReplaced(_logger, error.Code, error.Reason);
        await EndAsync(dead, cause);
    }

    private void AbandonAll(Generation generation, string cause)
    {
        PendingAppend[] open;
        lock (_lock)
            open = [.. generation.Open];
        foreach (var append in open)
            append.Abandon(cause);
    }

    private async Task EndAsync(Generation generation, string cause)
    {
        AbandonAll(generation, cause);

        // It may wait for a broker that is silent; then it ends by itself, some time later.
        var disposing = Task.Factory.StartNew(generation.Producer.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await disposing.WaitAsync(DisposePatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(LogLevel.Warning, "The producer of the log met {Code}: {Reason}")]
    private static partial void LogError(ILogger logger, KafkaErrorCode code, string reason);

    [LoggerMessage(LogLevel.Error, "The producer of the log failed for good and was replaced ({Code}: {Reason}); what it had not been answered for is appended again")]
    private static partial void LogReplaced(ILogger logger, KafkaErrorCode code, string reason);

    [LoggerMessage(LogLevel.Error, "The producer of the log failed for good ({Code}: {Reason}), and another cannot be made; it is tried again")]
    private static partial void LogNotReplaced(ILogger logger, KafkaErrorCode code, string reason, Exception cause);

    private sealed class Generation
    {
        public Generation(ProducerSlot slot) => Producer = slot._make(error => slot.OnError(this, error));

        public IProducer<byte[], byte[]> Producer { get; }

        // Under the slot's lock.
        public HashSet<PendingAppend> Open { get; } = [];
    }
}
