using System.Runtime.CompilerServices;
using System.Text;
using Orleans.Entities.RocksDb.Engine;
using Orleans.Entities.RocksDb.Layout;

namespace Orleans.Entities.RocksDb;

/// <summary>The entities. Reads are answered on the caller's thread: from memory, or by a read of some microseconds.</summary>
internal sealed class EntityStore(StoreEngine engine) : IEntityStore
{
    // An iterator pins the files and memtables that it sees: a listing copies a page and lets go.
    private const int PageCount = 256;
    private const int PageBytes = 1 << 20;

    [ThreadStatic]
    private static RecordBuffer? _key;

    public EntityStoreLimits Limits => EntityStoreLimits.Default;

    public ValueTask<EntityHead> OpenAsync(EntityKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var buffer = KeyBuffer();
        Keys.AppendHead(buffer, key);
        using var lease = engine.Lease();
        using var value = lease.Database.Get(Families.Heads, buffer.Span);
        return new ValueTask<EntityHead>(value.Found ? HeadRecord.ToEntityHead(value.Span) : EntityHead.Absent);
    }

    public ValueTask<CommitOutcome> CommitAsync(EntityCommit commit) => engine.CommitAsync(commit, Limits);

    public async ValueTask<ResolveOutcome> ResolveAsync(
        EntityKey key, long version, Guid writeId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = new ResolveWork(key, version, writeId);
        var outcome = engine.TrySubmit(work) ? await work.Task : CommitOutcome.Unknown;
        return outcome switch
        {
            CommitOutcome.Committed => ResolveOutcome.Committed,
            CommitOutcome.NotApplied => ResolveOutcome.NotApplied,
            CommitOutcome.Conflict => ResolveOutcome.Conflict,
            _ => throw engine.Unavailable(),
        };
    }

    public ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(
        EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var values = new ReadOnlyMemory<byte>?[rows.Count];
        using var lease = engine.Lease();
        for (var i = 0; i < values.Length; i++)
        {
            var buffer = KeyBuffer();
            Keys.AppendRow(buffer, key, rows[i]);
            using var value = lease.Database.Get(Families.Rows, buffer.Span);
            if (value.Found)
                values[i] = RowOf(value.Span);
        }

        return new ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>>(values);
    }

    public ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        cancellationToken.ThrowIfCancellationRequested();
        var buffer = KeyBuffer();
        Keys.AppendCollection(buffer, key, collection);
        var prefix = buffer.Length;
        Keys.AppendAfter(buffer, after);
        var rows = new List<EntityRow>();
        using var lease = engine.Lease();
        using var stored = lease.Database.Range(Families.Rows, buffer.Span, prefix);
        while (rows.Count < limit && stored.MoveNext())
            rows.Add(new EntityRow(new RowKey(collection, Encoding.UTF8.GetString(stored.Key[prefix..])), RowOf(stored.Value)));
        return new ValueTask<IReadOnlyList<EntityRow>>(rows);
    }

    public async IAsyncEnumerable<UnfinishedEntity> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        EntityKey? after = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = UnfinishedPage(after);
            foreach (var key in page)
            {
                // One that was finished since the page was read is not listed, nor one that begins again.
                if (await OpenAsync(key, cancellationToken) is { Unfinished: true } head)
                    yield return new UnfinishedEntity(key, head.Version);
            }

            if (page.Count < PageCount)
                yield break;
            after = page[^1];
            await Task.Yield();
        }
    }

    public async IAsyncEnumerable<StoredEntity> ScanAsync(
        string kind, string? afterId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = ScanPage(kind, afterId);
            foreach (var entity in page)
                yield return entity;
            if (page.Count == 0)
                yield break;
            afterId = page[^1].Key.Id;
            await Task.Yield();
        }
    }

    private static RecordBuffer KeyBuffer()
    {
        var buffer = _key ??= new RecordBuffer(4 << 10);
        buffer.Clear();
        return buffer;
    }

    private static byte[] RowOf(ReadOnlySpan<byte> value) => new RecordReader(value, "row").Rest.ToArray();

    private List<EntityKey> UnfinishedPage(EntityKey? after)
    {
        var buffer = KeyBuffer();
        if (after is { } last)
        {
            Keys.AppendKind(buffer, last.Kind);
            Keys.AppendAfter(buffer, last.Id);
        }

        var page = new List<EntityKey>();
        using var lease = engine.Lease();
        using var stored = lease.Database.Range(Families.Unfinished, buffer.Span, prefixLength: 0);
        while (page.Count < PageCount && stored.MoveNext())
            page.Add(Keys.ReadHead(stored.Key));
        return page;
    }

    private List<StoredEntity> ScanPage(string kind, string? afterId)
    {
        var buffer = KeyBuffer();
        Keys.AppendKind(buffer, kind);
        var prefix = buffer.Length;
        Keys.AppendAfter(buffer, afterId);
        var page = new List<StoredEntity>();
        var bytes = 0;
        using var lease = engine.Lease();
        using var stored = lease.Database.Range(Families.Heads, buffer.Span, prefix);
        while (page.Count < PageCount && bytes < PageBytes && stored.MoveNext())
        {
            page.Add(new StoredEntity(new EntityKey(kind, Encoding.UTF8.GetString(stored.Key[prefix..])), HeadRecord.ToEntityHead(stored.Value)));
            bytes += stored.Value.Length;
        }

        return page;
    }
}
