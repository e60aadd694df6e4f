using System.Diagnostics.Metrics;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Append;
using Orleans.Streaming.Kafka.Configuration;
using Orleans.Streaming.Kafka.Metrics;
using Orleans.Streaming.Kafka.Moving;
using Orleans.Streaming.Kafka.Parking;
using Orleans.Streaming.Kafka.Positions;
using Orleans.Streaming.Kafka.Read;
using Orleans.Streaming.Kafka.Records;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka;

/// <summary>A log that is open: what belongs to it, made and ended together.</summary>
internal sealed class LogSession : IAsyncDisposable
{
    // What each partition's memory begins with: who was away for a moment need not seek.
    private const int WarmOffsets = 256;
    private const int LastSearchStep = 1024;

    // Of the memory: a quarter is for readers that are behind, in some pieces.
    private const int BacklogShare = 4;
    private const int BacklogPieces = 8;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly KafkaAdmin _admin;
    private readonly KafkaLogMetrics _metrics = new();
    private readonly TimeProvider _time;
    private readonly TailMemory _memory;
    private readonly PositionTable _table;
    private readonly OffsetQuery _offsets;
    private readonly LogEnds _ends;
    private readonly LogFeed _feed;
    private readonly Backlog _backlog;
    private readonly LogWatch _watch;
    private readonly UnparkedRecords? _unparked;

    private LogSession(
        KafkaEventLogOptions options, KafkaClients clients, KafkaAdmin admin, LogTopics topics, LogTopic events, LogTopic positions, UnparkedRecords? unparked, TimeProvider time, ILogger logger)
    {
        (_admin, _unparked, _time, Topic) = (admin, unparked, time, events);
        var backlogBytes = options.MemoryBytes / BacklogShare;
        _memory = new(events.Partitions, options.MemoryBytes - backlogBytes);
        _table = new(events.Id, logger);
        PositionsPartition = new(positions.Name, 0);
        _offsets = new(
            clients.Offsets,
            [.. Enumerable.Range(0, events.Partitions).Select(partition => new TopicPartition(events.Name, partition)), PositionsPartition],
            time);
        _ends = new(_offsets);
        Faults = new(events, _memory, logger);
        Producers = new(onError => clients.Producer(events, onError), time, logger);
        Writer = new(options.Source);
        Appender = new(events, Writer, Producers, _metrics, time);
        Positions = new(positions, _table, Producers, time);
        var unreadable = new UnreadableRecords(_metrics, unparked, time, logger);
        _feed = new(clients.Feed, events, PositionsPartition, _memory, _table, unreadable, Faults, time, logger);
        _backlog = new(
            () => new Seeker(clients.Seeker(), events.Name, backlogBytes / BacklogPieces, unreadable, time), events.Partitions, backlogBytes);
        Reader = new(_memory, _backlog, _ends, Faults, time);
        _watch = new(events, positions, topics, _ends, _memory, _table, _feed, Faults, Positions, time, logger);
        _metrics.Observe(Lags, Progress, () => Producers.Replaced, () => _feed.Rebuilt + _backlog.Replaced);
    }

    public LogTopic Topic { get; }

    public EventAppender Appender { get; }

    public LogReader Reader { get; }

    public LogFaults Faults { get; }

    /// <summary>The newest events, for tests of what they take.</summary>
    public TailMemory Memory => _memory;

    public KafkaLogMetrics Metrics => _metrics;

    /// <summary>What is known of an import into it.</summary>
    public ImportMark? Import => ImportMark.Of(_table.Find(ImportMark.Reader, 0));

    internal ProducerSlot Producers { get; }

    internal EventWriter Writer { get; }

    private PositionWriter Positions { get; }

    private TopicPartition PositionsPartition { get; }

    /// <summary>Opens it: holds the topics to what they must be, and reads what must be known before the first answer.</summary>
    /// <exception cref="EntityStoreException">Kafka does not answer, or a topic is missing or not what it must be.</exception>
    public static async Task<LogSession> OpenAsync(
        KafkaEventLogOptions options, KafkaClients clients, UnparkedRecords? unparked, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        var admin = new KafkaAdmin(clients.Admin, time);
        LogSession? session = null;
        try
        {
            var topics = new LogTopics(admin, options, time, logger);
            var events = await topics.OpenEventsAsync(cancellationToken);
            session = new(options, clients, admin, topics, events, await topics.OpenPositionsAsync(cancellationToken), unparked, time, logger);
            await session.StartAsync(cancellationToken);
            return session;
        }
        catch
        {
            if (session is not null)
                await session.DisposeAsync();
            else
                await admin.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<LogPosition?> FindPositionAsync(string reader, int partition, CancellationToken cancellationToken)
    {
        await UntilPositionsAreReadAsync(cancellationToken);
        return _table.Find(reader, partition);
    }

    /// <summary>All positions of all readers, in the order of their names and partitions.</summary>
    public async ValueTask<IReadOnlyList<MovedPosition>> PositionsAsync(CancellationToken cancellationToken)
    {
        await UntilPositionsAreReadAsync(cancellationToken);
        return [.. _table.All.Where(position => position.Reader != LogMark.Reader)];
    }

    /// <summary>What the brokers say that partitions hold, events or not.</summary>
    public async ValueTask<LogExtent[]> EndsAsync(CancellationToken cancellationToken) => (await _ends.AskAsync().WaitAsync(cancellationToken))[..^1];

    // Behind a position is only what is done with; a silo that starts after all had ended may read no further back.
    public async ValueTask StorePositionAsync(string reader, int partition, LogPosition position, CancellationToken cancellationToken)
    {
        if (_unparked is not null)
            await _unparked.UntilParkedAsync(partition, position.Next, cancellationToken);
        await Positions.WriteAsync(reader, partition, position, cancellationToken);
    }

    /// <summary>Reads records again that are no events and could not be taken in to be parked, and has them taken in.</summary>
    /// <returns>How far, which may be short of all.</returns>
    /// <exception cref="EntityStoreException">Kafka does not answer.</exception>
    public async Task<long> ReadAgainAsync(LeftRecords left, CancellationToken cancellationToken)
    {
        try
        {
            return await _backlog.ReadAgainAsync(left, cancellationToken);
        }
        catch (LogTruncatedException)
        {
            // Their time was over, or the log was trimmed: there is nothing to be parked.
            return (await Reader.ExtentAsync(left.Partition, cancellationToken)).First;
        }
    }

    public async ValueTask TrimAsync(int partition, long before, CancellationToken cancellationToken)
    {
        var extent = await Reader.ExtentAsync(partition, cancellationToken);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(before, extent.Next);
        if (before <= extent.First)
            return;
        await _admin.TrimAsync(new(Topic.Name, partition, before), cancellationToken);
        _memory.Tails[partition].Trim(before);
    }

    /// <summary>Looks at once whether the log is still what it was.</summary>
    internal Task LookAsync(CancellationToken cancellationToken) => _watch.LookAsync(cancellationToken);

    /// <summary>Ends all of it, also where a part fails; that is told when the others have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _watch.DisposeAsync();
        }
        finally
        {
            try
            {
                // Each has a limit of its own; where a broker hangs, all of them need it.
                await Task.WhenAll(((IEnumerable<IAsyncDisposable>)[_feed, _backlog, Producers, _offsets, _admin]).Select(EndAsync));
            }
            finally
            {
                Appender.Dispose();
                _metrics.Dispose();
            }
        }

        static async Task EndAsync(IAsyncDisposable part) => await part.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var extents = await UntilEndsAreToldAsync(cancellationToken);
        var starts = extents[..^1].Select(extent => Math.Max(extent.First, extent.Next - WarmOffsets)).ToArray();
        _feed.Start(starts, extents[^1].First);
        await ReachAsync(_table.Passage, extents[^1].Next, PositionsPartition, cancellationToken);
        await MarkAsync(extents[..^1], cancellationToken);
        for (var partition = 0; partition < starts.Length; partition++)
        {
            await ReachAsync(_memory.Tails[partition].Passage, extents[partition].Next, new(Topic.Name, partition), cancellationToken);
            if (starts[partition] > extents[partition].First && _memory.Tails[partition].IsUntouched)
                _memory.Tails[partition].NothingSince(await FindEndAsync(partition, extents[partition].First, starts[partition], cancellationToken));
        }

        _watch.Start();
    }

    // A broker that has just died leads partitions until the others miss it, 9 s by default: longer than a question is asked.
    private async Task<LogExtent[]> UntilEndsAreToldAsync(CancellationToken cancellationToken)
    {
        for (var begin = _time.GetTimestamp(); ;)
        {
            try
            {
                return await _ends.AskAsync().WaitAsync(cancellationToken);
            }
            catch (EntityStoreException e) when (OffsetFailures.IsPassing(e) && _time.GetElapsedTime(begin) < StartLimit)
            {
                // It is asked again.
            }
        }
    }

    private async Task MarkAsync(LogExtent[] extents, CancellationToken cancellationToken)
    {
        var mark = LogMark.Of(_table.Find(LogMark.Reader, 0));
        if (mark is null && extents.Any(extent => extent.Next > 0))
        {
            // Another process may have opened it first, and appended, between one answer and the next.
            await UntilPositionsAreReadAsync(cancellationToken);
            mark = LogMark.Of(_table.Find(LogMark.Reader, 0));
            if (mark is null && _table.All.Count == 0)
            {
                throw new EntityStoreException(
                    $"Topic '{Topic.Name}' holds events, and topic '{PositionsPartition.Topic}' knows no reader: their positions are lost, or others wrote before the first start. "
                    + $"Restore it; or let all readers begin anew, with the record {RecordOf(LogMark.Of(Topic))} in it.");
            }
        }

        if (mark?.CanHaveBecome(Topic) is false)
        {
            throw new EntityStoreException(
                $"Topic '{PositionsPartition.Topic}' has the record {RecordOf(mark)}, and topic '{Topic.Name}' has {Topic.Partitions} partitions: a topic never loses any, so that record is wrong. "
                + $"If none was added since the first start, write it without a value, and then {RecordOf(LogMark.Of(Topic))}.");
        }

        if (mark?.Log == Topic.Id && mark.Partitions != Topic.Partitions)
        {
            throw new LogTruncatedException(
                $"Topic '{Topic.Name}' has {Topic.Partitions} partitions, and had {mark.Partitions}: entities would be in others than before.");
        }

        // No offset is in it, and nobody parks yet: it waits for no record.
        await Positions.WriteAsync(LogMark.Reader, 0, LogMark.Of(Topic).ToPosition(), cancellationToken);
    }

    // As kcat takes it with -K =.
    private static string RecordOf(LogMark mark)
        => $"{Encoding.UTF8.GetString(PositionRecord.Key(LogMark.Reader, 0))}={Encoding.UTF8.GetString(PositionRecord.Value(mark.ToPosition()))}";

    private async ValueTask UntilPositionsAreReadAsync(CancellationToken cancellationToken)
    {
        var end = (await _ends.AskAsync().WaitAsync(cancellationToken))[^1].Next;
        if (!await _table.Passage.ReachAsync(end, LogReader.Limit, _time, cancellationToken))
            throw new EntityStoreException($"The positions of readers end at {end}, and this process has come to {_table.Passage.Passed} only.");
    }

    private async ValueTask ReachAsync(Passage passage, long offset, TopicPartition partition, CancellationToken cancellationToken)
    {
        if (!await passage.ReachAsync(offset, StartLimit, _time, cancellationToken))
            throw new EntityStoreException($"{partition} ends at {offset}, and was read up to {passage.Passed} only within {StartLimit}.");
    }

    // What is at the end may be no event for as long as it likes.
    private async ValueTask<long> FindEndAsync(int partition, long first, long until, CancellationToken cancellationToken)
    {
        for (long step = LastSearchStep; until > first; step *= 2)
        {
            var from = Math.Max(first, until - step);
            for (var (at, end) = (from, from); ;)
            {
                var chunk = await _backlog.ReadAsync(partition, at, until, cancellationToken);
                at = chunk.To;
                if (chunk.Events is [.., var last])
                    end = last.Offset + 1;
                if (at < until)
                    continue;
                if (end > from)
                    return end;
                break;
            }

            until = from;
        }

        return first;
    }

    private IEnumerable<Measurement<long>> Lags() => _watch.Lags.Select((lag, partition) => new Measurement<long>(lag, Tag(partition)));

    private IEnumerable<Measurement<double>> Progress()
        => _memory.Tails.Select((tail, partition) => new Measurement<double>(_time.GetElapsedTime(tail.LastTaken).TotalSeconds, Tag(partition)));

    private static KeyValuePair<string, object?> Tag(int partition) => new("partition", partition);
}
