using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb;

/// <summary>Reads a store as a whole, page by page.</summary>
internal abstract class RocksDbMoveSide(RocksDbEntityStore store) : IMoveSide
{
    private const int PageCount = 256;
    private const int PageBytes = 1 << 20;

    public IEventLog Log => store.Log;

    protected StoreEngine Engine => store.Engine;

    public async IAsyncEnumerable<StoredEntity> EntitiesAsync(EntityKey? after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = EntityPage(after);
            foreach (var entity in page)
                yield return entity;
            if (page.Count == 0)
                yield break;
            after = page[^1].Key;
            await Task.Yield();
        }
    }

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default) => store.Entities.OpenAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<EntityRow>> RowsAsync(EntityKey key, RowKey? after, int limit, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prefix = new RecordBuffer(int.MaxValue);
        Keys.AppendEntity(prefix, key);
        var from = new RecordBuffer(int.MaxValue);
        if (after is { } last)
        {
            Keys.AppendRow(from, key, last);
            from.AppendByte(0);
        }
        else
        {
            from.Append(prefix.Span);
        }

        var rows = new List<EntityRow>();
        using var lease = Engine.Lease();
        using var stored = lease.Database.Range(Families.Rows, from.Span, prefix.Span);
        while (rows.Count < limit && stored.MoveNext())
            rows.Add(new EntityRow(RowKeyOf(stored.Key[prefix.Length..]), new RecordReader(stored.Value, "row").Rest.ToArray()));
        return new ValueTask<IReadOnlyList<EntityRow>>(rows);
    }

    public async IAsyncEnumerable<MovedPosition> PositionsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var position in AllPositions())
            yield return position;
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return default;
    }

    private static RowKey RowKeyOf(ReadOnlySpan<byte> key)
    {
        var row = 1 + key[0];
        return new RowKey(Encoding.UTF8.GetString(key[1..row]), Encoding.UTF8.GetString(key[row..]));
    }

    private List<StoredEntity> EntityPage(EntityKey? after)
    {
        var from = new RecordBuffer(int.MaxValue);
        if (after is { } last)
        {
            Keys.AppendHead(from, last);
            from.AppendByte(0);
        }

        var (page, bytes) = (new List<StoredEntity>(), 0);
        using var lease = Engine.Lease();
        using var stored = lease.Database.Range(Families.Heads, from.Span, prefixLength: 0);
        while (page.Count < PageCount && bytes < PageBytes && stored.MoveNext())
        {
            page.Add(new StoredEntity(Keys.ReadHead(stored.Key), HeadRecord.ToEntityHead(stored.Value)));
            bytes += stored.Value.Length;
        }

        return page;
    }

    // Readers are few, and each has one position a partition.
    private List<MovedPosition> AllPositions()
    {
        var positions = new List<MovedPosition>();
        using var lease = Engine.Lease();
        using var stored = lease.Database.Range(Families.Positions, [], prefixLength: 0);
        while (stored.MoveNext())
        {
            var (reader, partition) = Keys.ReadPosition(stored.Key);
            positions.Add(new MovedPosition(reader, partition, PositionRecord.Read(stored.Value)));
        }

        return positions;
    }
}
