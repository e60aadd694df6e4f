using Confluent.Kafka;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Append;
using Orleans.Streaming.Kafka.Records;

namespace Orleans.Streaming.Kafka.Moving;

/// <summary>A log that is moved into. It has an id of its own, and so its events are numbered anew.</summary>
/// <remarks>
/// Whoever writes to it is alone and begins at 0, so that an event's offset is known before it is written: what is below a partition's end is
/// there already, and what was acknowledged elsewhere than it must be tells that somebody else writes.
/// </remarks>
internal sealed class KafkaMoveTarget : IMoveLogTarget
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly KafkaEventLog _log;
    private readonly LogSession _session;
    private readonly TimeProvider _time;
    private readonly long[] _ends;
    private ImportMark _mark;

    private KafkaMoveTarget(KafkaEventLog log, long[] ends, ImportMark mark, TimeProvider time)
        => (_log, _session, _ends, _mark, _time) = (log, log.Session, ends, mark, time);

    public IEventLog Log => _log;

    public int Chunks => _mark.Chunks;

    public bool IsFinished => _mark.IsFinished;

    /// <exception cref="MoveRefusedException">The topic holds something that is not of the export.</exception>
    /// <exception cref="EntityStoreException">Kafka does not answer.</exception>
    public static async Task<KafkaMoveTarget> OpenAsync(
        KafkaEventLog log, MoveExport export, Func<Task> begin, TimeProvider time, CancellationToken cancellationToken)
    {
        var (session, topic) = (log.Session, log.Session.Topic.Name);
        var positions = await session.PositionsAsync(cancellationToken);
        var mark = ImportMark.Of(positions.FirstOrDefault(position => position.Reader == ImportMark.Reader)?.Position);
        var ends = await session.EndsAsync(cancellationToken);
        if (mark is null)
        {
            if (ends.Any(extent => extent.Next > 0))
                throw new MoveRefusedException($"Topic '{topic}' holds events, or held some: give one that is new.");
            if (positions.Count > 0)
                throw new MoveRefusedException($"Topic '{topic}.positions' holds positions of readers: give one that is new, beside an event topic that is new.");
            await begin();
        }
        else if (mark.Export != export.Id)
        {
            throw new MoveRefusedException($"Topic '{topic}' holds another export{(mark.IsFinished ? "" : ", which is not whole")}: give one that is new.");
        }

        var target = new KafkaMoveTarget(log, [.. ends.Select(extent => extent.Next)], mark ?? new(export.Id, 0, IsFinished: false), time);
        if (mark is null)
            await target.MarkAsync(target._mark, cancellationToken);
        return target;
    }

    public async ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default)
    {
        var missing =
            from record in records.OfType<MovedEvent>()
            where record.Event.Offset >= _ends[record.Event.Partition]
            group record.Event by record.Event.Partition;
        await Task.WhenAll([.. missing.Select(events => AppendAsync(events.Key, [.. events], cancellationToken))]);
        await Parallel.ForEachAsync(
            records.OfType<MovedPosition>(),
            cancellationToken,
            (position, token) => _session.StorePositionAsync(position.Reader, position.Partition, position.Position, token));
    }

    public ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default) => MarkAsync(_mark with { Chunks = chunks }, cancellationToken);

    public ValueTask FinishAsync(CancellationToken cancellationToken = default) => MarkAsync(_mark with { IsFinished = true }, cancellationToken);

    public async IAsyncEnumerable<MovedPosition> PositionsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var position in await _session.PositionsAsync(cancellationToken))
        {
            if (position.Reader != ImportMark.Reader)
                yield return position;
        }
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();

    // Two that begin at once both find nothing: who is overwritten sees it here, before any event is written.
    private async ValueTask MarkAsync(ImportMark mark, CancellationToken cancellationToken)
    {
        if (ImportMark.Of(await _session.FindPositionAsync(ImportMark.Reader, 0, cancellationToken)) is { } stored && stored.Export != mark.Export)
            throw Rival();
        await _session.StorePositionAsync(ImportMark.Reader, 0, mark.ToPosition(), cancellationToken);
        _mark = mark;
    }

    private async Task AppendAsync(int partition, List<LogEvent> events, CancellationToken cancellationToken)
    {
        var append = new PendingAppend(events[0].Offset, events.Count, _session.Producers.Answers, _session.Producers.Forget);
        _session.Producers.Send(new TopicPartition(_session.Topic.Name, partition), [.. events.Select(RecordOf)], append);
        try
        {
            await append.EndAsync().WaitAsync(Patience, _time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or KafkaRefusedException)
        {
            throw new EntityStoreException($"Kafka did not take the events from {events[0].Offset} on in partition {partition}: {e.Message}", e);
        }

        if (append.Next != events[^1].Offset + 1)
            throw Rival();
    }

    private Message<byte[], byte[]> RecordOf(LogEvent value)
    {
        var record = _session.Writer.Write(value);
        return EventWriter.SizeOf(record) is var size && size <= _session.Topic.MaxRecordBytes
            ? record
            : throw new MoveRefusedException($"Event {value.Id} takes {size} bytes, and topic '{_session.Topic.Name}' takes {_session.Topic.MaxRecordBytes} at most: raise its max.message.bytes, and run the import again.");
    }

    private MoveRefusedException Rival()
        => new($"Somebody else writes to topic '{_session.Topic.Name}', or did so when this import was ended: give one that is new, and begin anew.");
}
