using System.Runtime.CompilerServices;

namespace Orleans.Entities;

/// <summary>Everything of a store and of what stands beside it, in the order of an export, from any place on.</summary>
internal sealed class RecordStream(IMoveSide side, IReadOnlyList<IMovablePart> parts)
{
    // The first rows of so many entities are asked for at once: a store that is far away answers together what takes one by one too long.
    private const int Ahead = 32;
    private const int RowsAtOnce = 256;
    private const int EventsAtOnce = 256;

    /// <param name="after">The record after which to go on; null for the first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<MoveRecord> ReadAsync(MoveRecord? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after is null or MovedEntity or MovedRow)
        {
            await foreach (var record in EntitiesAsync(after, cancellationToken))
                yield return record;
            after = null;
        }

        if (after is null or MovedPartition or MovedEvent)
        {
            await foreach (var record in LogAsync(after, cancellationToken))
                yield return record;
            after = null;
        }

        if (after is null or MovedPosition)
        {
            await foreach (var position in side.PositionsAsync(cancellationToken))
            {
                if (after is null)
                    yield return position;
                else if (after is MovedPosition last && (last.Reader, last.Partition) == (position.Reader, position.Partition))
                    after = null;
            }
        }

        foreach (var part in parts)
        {
            if (after is MovedValue value && value.Part != part.Name)
                continue;
            await foreach (var record in part.ReadAsync((after as MovedValue)?.Key, cancellationToken))
                yield return record;
            after = null;
        }
    }

    private async IAsyncEnumerable<MoveRecord> EntitiesAsync(MoveRecord? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = (after as MovedEntity)?.Key;
        if (after is MovedRow row)
        {
            last = row.Entity;
            var entity = new StoredEntity(row.Entity, await side.OpenAsync(row.Entity, cancellationToken));
            await foreach (var record in RestAsync(entity, row.Row.Key, cancellationToken))
                yield return record;
        }

        var waiting = new Queue<(StoredEntity Entity, Task<IReadOnlyList<EntityRow>> Rows)>();
        await foreach (var entity in side.EntitiesAsync(last, cancellationToken))
        {
            waiting.Enqueue((entity, side.RowsAsync(entity.Key, null, RowsAtOnce, cancellationToken).AsTask()));
            if (waiting.Count < Ahead)
                continue;
            await foreach (var record in WholeAsync(waiting.Dequeue(), cancellationToken))
                yield return record;
        }

        while (waiting.TryDequeue(out var next))
        {
            await foreach (var record in WholeAsync(next, cancellationToken))
                yield return record;
        }
    }

    private async IAsyncEnumerable<MoveRecord> WholeAsync(
        (StoredEntity Entity, Task<IReadOnlyList<EntityRow>> Rows) next, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = await next.Rows;
        foreach (var row in rows)
            yield return new MovedRow(next.Entity.Key, row);
        if (rows.Count < RowsAtOnce)
        {
            yield return new MovedEntity(next.Entity.Key, next.Entity.Head);
            yield break;
        }

        await foreach (var record in RestAsync(next.Entity, rows[^1].Key, cancellationToken))
            yield return record;
    }

    private async IAsyncEnumerable<MoveRecord> RestAsync(StoredEntity entity, RowKey after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await side.RowsAsync(entity.Key, after, RowsAtOnce, cancellationToken);
            foreach (var row in rows)
                yield return new MovedRow(entity.Key, row);
            if (rows.Count < RowsAtOnce)
                break;
            after = rows[^1].Key;
        }

        yield return new MovedEntity(entity.Key, entity.Head);
    }

    private async IAsyncEnumerable<MoveRecord> LogAsync(MoveRecord? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, last) = after switch
        {
            MovedPartition partition => (partition.Partition, partition),
            MovedEvent { Event: var value } => (value.Partition, after),
            _ => (0, null),
        };
        for (var partition = from; partition < side.Log.PartitionCount; partition++, last = null)
        {
            var extent = await side.Log.GetExtentAsync(partition, cancellationToken);
            if (last is null)
                yield return new MovedPartition(partition, extent);
            for (var offset = last is MovedEvent { Event: var value } ? value.Offset + 1 : extent.First; offset < extent.Next;)
            {
                var events = await side.Log.ReadAsync(partition, offset, EventsAtOnce, TimeSpan.Zero, cancellationToken);
                foreach (var found in events)
                    yield return new MovedEvent(found);
                offset = events[^1].Offset + 1;
            }
        }
    }
}
