using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb;

/// <summary>A folder that is moved into.</summary>
internal sealed class RocksDbMoveTarget : RocksDbMoveSide, IMoveTarget
{
    private ImportMark _mark;

    private RocksDbMoveTarget(RocksDbEntityStore store) : base(store) => _mark = Engine.Import!;

    public int Chunks => _mark.Chunks;

    public bool IsFinished => _mark.IsFinished;

    public static RocksDbMoveTarget Open(RocksDbEntityStore store, MoveExport export)
    {
        store.Engine.Open(export);
        return new RocksDbMoveTarget(store);
    }

    public ValueTask WriteAsync(IReadOnlyList<MoveRecord> records, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = new MoveWork();
        foreach (var record in records)
        {
            if (record is MovedEvent { Event: var value } && value.Partition != Log.PartitionOf(value.Entity))
                throw new MoveRefusedException($"Event {value.Id} is of partition {value.Partition}, and here it would be of {Log.PartitionOf(value.Entity)}: the export is of a store that parts its log otherwise.");
            work.Add(record);
        }

        return DoAsync(work);
    }

    public ValueTask SaveAsync(int chunks, CancellationToken cancellationToken = default) => MarkAsync(_mark with { Chunks = chunks });

    public ValueTask FinishAsync(CancellationToken cancellationToken = default) => MarkAsync(_mark with { IsFinished = true });

    private async ValueTask MarkAsync(ImportMark mark)
    {
        var work = new MoveWork();
        work.Add(mark);
        await DoAsync(work);
        _mark = mark;
    }

    private async ValueTask DoAsync(MoveWork work)
    {
        if (!Engine.TrySubmit(work) || await work.Task != CommitOutcome.Committed)
            throw Engine.Unavailable();
    }
}
