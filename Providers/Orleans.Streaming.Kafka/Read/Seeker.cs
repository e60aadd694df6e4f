using System.Collections.Concurrent;
using Confluent.Kafka;
using Orleans.Entities;
using KafkaErrorCode = Confluent.Kafka.ErrorCode;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>A consumer, with a thread of its own, that reads pieces of the log which are no longer in memory, one after the other.</summary>
internal sealed class Seeker : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan IdleAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly BlockingCollection<Job> _jobs = [];
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly long _chunkBytes;
    private readonly string _topic;
    private readonly UnreadableRecords _unreadable;
    private readonly TimeProvider _time;
    private readonly Task _run;

    /// <param name="consumer">Its own; it ends it.</param>
    /// <param name="topic">What it reads.</param>
    /// <param name="chunkBytes">What one answer takes, about.</param>
    /// <param name="unreadable">Makes events of records.</param>
    /// <param name="time">The clock.</param>
    public Seeker(IConsumer<byte[], byte[]> consumer, string topic, long chunkBytes, UnreadableRecords unreadable, TimeProvider time)
    {
        (_consumer, _topic, _chunkBytes, _unreadable, _time) = (consumer, topic, chunkBytes, unreadable, time);
        _run = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Where it stands, and would read on without seeking.</summary>
    public (int Partition, long Offset)? At { get; private set; }

    /// <summary>Reads from an offset on, to another, to the partition's end, or as much as one answer takes.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="until">Where it may end.</param>
    /// <param name="parksAgain">Whether what is no event was told before, and is only to be parked.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LogTruncatedException">There is no such offset any more.</exception>
    /// <exception cref="EntityStoreException">Kafka does not answer.</exception>
    public Task<BacklogChunk> ReadAsync(int partition, long offset, long until, bool parksAgain, CancellationToken cancellationToken)
    {
        var job = new Job(partition, offset, until, parksAgain, cancellationToken);
        try
        {
            _jobs.Add(job, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new EntityStoreException("The log is closed.", e);
        }

        return job.Task;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _jobs.CompleteAdding();
        }
        catch (ObjectDisposedException)
        {
            // It was ended before, and has ended.
        }

        await _run.WaitAsync(StopPatience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        try
        {
            while (!_jobs.IsCompleted)
            {
                if (_jobs.TryTake(out var job, IdleAfter))
                    Do(job);
                else
                    Rest();
            }
        }
        finally
        {
            _consumer.Dispose();
            _jobs.Dispose();
        }
    }

    private void Do(Job job)
    {
        try
        {
            job.SetResult(Read(job));
        }
        catch (Exception e)
        {
            At = null;
            job.SetException(e is KafkaException kafka ? Translate(job, kafka) : e);
        }
    }

    // Or it would go on fetching what nobody asked for.
    private void Rest()
    {
        At = null;
        try
        {
            _consumer.Unassign();
        }
        catch (Exception)
        {
            // The next job assigns anew, and tells who asked for it if that cannot be done either.
        }
    }

    private BacklogChunk Read(Job job)
    {
        if (At != (job.Partition, job.Offset))
            _consumer.Assign(new TopicPartitionOffset(_topic, job.Partition, job.Offset));
        var events = new List<LogEvent>();
        var bytes = 0L;
        var next = job.Offset;
        for (var begin = _time.GetTimestamp(); next < job.Until && bytes < _chunkBytes;)
        {
            job.CancellationToken.ThrowIfCancellationRequested();
            var record = _consumer.Consume(Poll);
            if (record is null && next > job.Offset)
                break;
            if (record is null)
            {
                if (_time.GetElapsedTime(begin) > Limit)
                    throw new EntityStoreException($"Kafka did not bring partition {job.Partition} from {job.Offset} on within {Limit}.");
                continue;
            }

            if (record.IsPartitionEOF)
            {
                next = Math.Max(next, record.Offset.Value);
                break;
            }

            next = record.Offset.Value + 1;
            if (_unreadable.TryRead(record, job.ParksAgain) is not { } value)
                continue;
            events.Add(value);
            bytes += value.MemoryBytes;
        }

        At = (job.Partition, next);
        return new(job.Partition, job.Offset, next, [.. events], bytes);
    }

    private static EntityStoreException Translate(Job job, KafkaException e)
        => e.Error.Code is KafkaErrorCode.Local_AutoOffsetReset or KafkaErrorCode.OffsetOutOfRange
            ? new LogTruncatedException($"Partition {job.Partition} of the log does not hold the offset {job.Offset}.")
            : new EntityStoreException($"Kafka did not bring partition {job.Partition} from {job.Offset} on: {e.Error.Reason}", e);

    private sealed class Job(int partition, long offset, long until, bool parksAgain, CancellationToken cancellationToken)
        : TaskCompletionSource<BacklogChunk>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Partition => partition;

        public long Offset => offset;

        public long Until => until;

        public bool ParksAgain => parksAgain;

        public CancellationToken CancellationToken => cancellationToken;
    }
}
