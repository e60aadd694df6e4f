using System.Buffers;
using Orleans.Entities.Moving;

namespace Orleans.Entities;

/// <summary>Brings the log of an export into one that numbers its events anew.</summary>
/// <remarks>
/// By time: what readers had not settled is the newest in every partition, and so it is afterwards; in the export's order, partition after
/// partition, most of the log would come again to who is a little behind in the first. Every run counts from the first event on, for what has
/// which place rests on all before it.
/// </remarks>
internal sealed class RenumberedLog
{
    private readonly ExportedLog _log;
    private readonly IMoveLogTarget _target;
    private readonly MoveSums _read;
    private readonly Action _written;
    private readonly LogRenumbering _renumbering;
    private readonly ArrayBufferWriter<byte> _encoded = new();
    private readonly List<MoveRecord> _batch = [];
    private int _bytes;

    /// <param name="log">The log.</param>
    /// <param name="target">Where it comes to.</param>
    /// <param name="read">Gets what is read of it.</param>
    /// <param name="written">Called after each write.</param>
    /// <exception cref="MoveRefusedException">The export is damaged, or is none that can be renumbered.</exception>
    public RenumberedLog(ExportedLog log, IMoveLogTarget target, MoveSums read, Action written)
    {
        (_log, _target, _read, _written) = (log, target, read, written);
        foreach (var (partition, bytes) in log.Partitions())
        {
            read.Add(partition, bytes.Span);
            if (partition.Extent.First > 0)
                throw new MoveRefusedException($"Partition {partition.Partition} of the exported log begins at {partition.Extent.First}, and a log with offsets of its own could not say that what was before is missing: export one that is whole.");
        }

        var positions = new List<MovedPosition>();
        foreach (var (position, bytes) in log.Positions())
        {
            read.Add(position, bytes.Span);
            positions.Add(position);
            if (position.Position.LogId != log.LogId)
                throw new MoveRefusedException($"Reader '{position.Reader}' stands in another log than was exported in partition {position.Partition}, and so stands still: mend that where it runs, and export again.");
        }

        _renumbering = new(target.Log, positions);
    }

    /// <summary>Writes all of it.</summary>
    /// <returns>The sums of what must be there afterwards.</returns>
    /// <exception cref="MoveRefusedException">The export is damaged, or the target holds something else.</exception>
    /// <exception cref="EntityStoreException">The target cannot be written now.</exception>
    public async Task<MoveSums> MoveAsync(CancellationToken cancellationToken)
    {
        var sums = new MoveSums();
        foreach (var (record, bytes) in _log.InOrderOfTime())
        {
            _read.Add(record, bytes.Span);
            await AddAsync(new MovedEvent(_renumbering.Place(record.Event)), sums, cancellationToken);
        }

        await FlushAsync(cancellationToken);
        foreach (var position in _renumbering.Positions)
            await AddAsync(position, sums, cancellationToken);
        await FlushAsync(cancellationToken);
        foreach (var partition in _renumbering.Partitions)
            Add(partition, sums);
        return sums;
    }

    private ValueTask AddAsync(MoveRecord record, MoveSums sums, CancellationToken cancellationToken)
    {
        _batch.Add(record);
        _bytes += Add(record, sums);
        return _batch.Count >= EntityImporter.RecordsAtOnce || _bytes >= EntityImporter.BytesAtOnce ? FlushAsync(cancellationToken) : default;
    }

    private int Add(MoveRecord record, MoveSums sums)
    {
        _encoded.ResetWrittenCount();
        RecordCodec.Write(_encoded, record);
        sums.Add(record, _encoded.WrittenSpan);
        return _encoded.WrittenCount;
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_batch.Count == 0)
            return;
        await _target.WriteAsync([.. _batch], cancellationToken);
        _batch.Clear();
        _bytes = 0;
        _written();
    }
}
