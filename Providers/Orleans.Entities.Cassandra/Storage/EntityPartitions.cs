using Cql;
using Orleans.Cassandra;
using Orleans.Entities.Cassandra.Events;

namespace Orleans.Entities.Cassandra.Storage;

/// <summary>Reads and writes partitions of entities. What is on its way or open is not its business.</summary>
internal sealed class EntityPartitions(CassandraStore store, EntityStatements statements, int scanPageSize)
{
    /// <summary>
    /// How long one try may take. A grain waits five seconds for its write; one that was sent to a node that hangs has to be settled, or sent to
    /// another, within that.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Reads the static part as of now: whatever write is half done is finished or refused by it.</summary>
    public async ValueTask<StoredState> OpenAsync(EntityKey key, CancellationToken cancellationToken)
    {
        using var open = statements.Open.Bind().Set(0, key.Kind).Set(1, key.Id);
        open.Timeout = Patience;
        using var rows = await store.ReadSerialAsync(open, cancellationToken);
        return First(rows);
    }

    /// <summary>Sends a commit.</summary>
    /// <returns>Whether it was applied; if not, what stands there: its version, null for none, and its fence.</returns>
    public async ValueTask<(bool Applied, long? Version, Guid Fence)> CommitAsync(EntityCommit commit, Guid? expectedFence, long? relayed)
    {
        using var batch = CommitBatch.Make(statements, commit, expectedFence, relayed);
        return await ExecuteAsync(batch, CancellationToken.None);
    }

    /// <summary>Changes the fence and nothing else: whoever expects the old one writes no more.</summary>
    /// <returns>As <see cref="CommitAsync"/>.</returns>
    public async ValueTask<(bool Applied, long? Version, Guid Fence)> FenceAsync(
        EntityKey key, long version, Guid? expectedFence, Guid fence, CancellationToken cancellationToken)
    {
        using var batch = new BatchStatement(BatchKind.Unlogged);
        var statement = (expectedFence is null ? statements.FenceAbsent : statements.Fence).Bind()
            .Set(0, version).Set(1, fence).Set(2, key.Kind).Set(3, key.Id);
        batch.Add(expectedFence is { } expected ? statement.Set(4, version).Set(5, expected) : statement);
        if (expectedFence is null)
            batch.Add(statements.PutFirstRow.Bind().Set(0, key.Kind).Set(1, key.Id));
        return await ExecuteAsync(batch, cancellationToken);
    }

    /// <summary>Takes out the events that are in the log, if the entity is still as it was.</summary>
    public async ValueTask CleanAsync(EntityKey key, long version, Guid fence, long relayed, CancellationToken cancellationToken)
    {
        using var batch = new BatchStatement(BatchKind.Unlogged);
        batch.Add(statements.Clean.Bind().Set(0, relayed).Set(1, key.Kind).Set(2, key.Id).Set(3, version).Set(4, fence));
        batch.Add(statements.DeleteEvents.Bind().Set(0, key.Kind).Set(1, key.Id).Set(2, EventKeys.EndOf(relayed)));
        await ExecuteAsync(batch, cancellationToken);
    }

    /// <summary>The events in a partition above a version, as the commits that they left with; in order.</summary>
    public async ValueTask<List<EntityCommit>> ReadEventsAsync(EntityKey key, long above, CancellationToken cancellationToken)
    {
        using var read = statements.ReadEvents.Bind().Set(0, key.Kind).Set(1, key.Id);
        read.Timeout = Patience;
        var commits = new List<EntityCommit>();
        await foreach (var row in store.QueryAsync<EventRow>(read, cancellationToken))
        {
            var version = EventKeys.VersionOf(row.Key);
            if (version <= above)
                continue;
            if (commits.Count == 0 || commits[^1].ExpectedVersion + 1 != version)
                commits.Add(row.ToCommit(key, version));
            ((List<PendingEvent>)commits[^1].Events).Add(new PendingEvent(row.EventType, row.Value));
        }

        return commits;
    }

    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>?>> ReadRowsAsync(EntityKey key, IReadOnlyList<RowKey> rows, CancellationToken cancellationToken)
    {
        var places = new Dictionary<RowKey, int>(rows.Count);
        for (var place = 0; place < rows.Count; place++)
            places.TryAdd(rows[place], place);
        using var read = statements.ReadRows.Bind()
            .Set(0, key.Kind).Set(1, key.Id).Set(2, places.Keys.Select(row => (row.Collection, row.Key)).ToArray());
        read.Timeout = Patience;
        var values = new ReadOnlyMemory<byte>?[rows.Count];
        await foreach (var row in store.QueryAsync<NamedValue>(read, cancellationToken))
            values[places[new RowKey(row.Collection, row.Key)]] = row.Value;

        // One that is asked for twice was read once.
        for (var place = 0; place < rows.Count; place++)
            values[place] = values[places[rows[place]]];
        return values;
    }

    public async ValueTask<IReadOnlyList<EntityRow>> ReadRangeAsync(
        EntityKey key, string collection, string? after, int limit, CancellationToken cancellationToken)
    {
        using var read = statements.ReadRange.Bind()
            .Set(0, key.Kind).Set(1, key.Id).Set(2, collection).Set(3, after ?? "").Set(4, limit);
        read.Timeout = Patience;
        var found = new List<EntityRow>();
        await foreach (var row in store.QueryAsync<KeyedValue>(read, cancellationToken))
            found.Add(new EntityRow(new RowKey(collection, row.Key), row.Value));
        return found;
    }

    /// <summary>The entities of a kind in the order of their tokens, from one on, which is itself left out.</summary>
    public IAsyncEnumerable<StoredEntity> ScanAsync(string kind, string? afterId, CancellationToken cancellationToken)
        => ScanAsync(kind, afterId is null ? null : new EntityKey(kind, afterId), cancellationToken);

    /// <summary>The entities of all kinds in the order of their tokens, from one on, which is itself left out.</summary>
    public IAsyncEnumerable<StoredEntity> ScanAllAsync(EntityKey? after, CancellationToken cancellationToken) => ScanAsync(null, after, cancellationToken);

    /// <summary>Whether there is any partition, also one that is only begun.</summary>
    public async ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        using var scan = statements.ScanAll.Bind();
        scan.PageSize = 1;
        using var rows = await store.ExecuteAsync(scan, cancellationToken);
        return !rows.GetReader().Read();
    }

    /// <summary>Rows of all collections, in the order of their names.</summary>
    public async ValueTask<IReadOnlyList<EntityRow>> ReadAllRowsAsync(EntityKey key, RowKey? after, int limit, CancellationToken cancellationToken)
    {
        // Events come first, in the collection without a name.
        var (collection, row) = after is { } last ? (last.Collection, last.Key) : ("", EventKeys.AfterAll);
        using var read = statements.ReadAllRows.Bind().Set(0, key.Kind).Set(1, key.Id).Set(2, collection).Set(3, row).Set(4, limit);
        var found = new List<EntityRow>();
        await foreach (var stored in store.QueryAsync<NamedValue>(read, cancellationToken))
            found.Add(new EntityRow(new RowKey(stored.Collection, stored.Key), stored.Value));
        return found;
    }

    /// <summary>Writes rows of an entity that is not there yet, and will not be before the rest is.</summary>
    /// <returns>As <see cref="CommitAsync"/>.</returns>
    public async ValueTask<(bool Applied, long? Version, Guid Fence)> StageAsync(EntityKey key, IReadOnlyList<EntityRow> rows, CancellationToken cancellationToken)
    {
        using var batch = new BatchStatement(BatchKind.Unlogged);
        batch.Add(statements.Stage.Bind().Set(0, key.Kind).Set(1, key.Id));
        foreach (var row in rows)
            batch.Add(statements.Put.Bind().Set(0, key.Kind).Set(1, key.Id).Set(2, row.Key.Collection).Set(3, row.Key.Key).Set(4, row.Value));
        return await ExecuteAsync(batch, cancellationToken);
    }

    private async IAsyncEnumerable<StoredEntity> ScanAsync(
        string? kind, EntityKey? after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var scan = after is { } last ? statements.ScanFrom.Bind().Set(0, last.Kind).Set(1, last.Id) : statements.ScanAll.Bind();
        scan.PageSize = scanPageSize;
        while (true)
        {
            List<StoredEntity> page;
            ReadOnlyMemory<byte>? next;
            using (var rows = await store.ExecuteAsync(scan, cancellationToken))
                (page, next) = (OfKind(rows, kind, after), rows.PagingState);
            foreach (var entity in page)
                yield return entity;
            if (next is not { } state)
                yield break;
            scan.PagingState = state;
        }
    }

    private static List<StoredEntity> OfKind(CqlRowSet rows, string? kind, EntityKey? after)
    {
        var page = new List<StoredEntity>();
        var row = rows.GetReader();
        while (row.Read())
        {
            var key = new EntityKey(row.Get<string>(0)!, row.Get<string>(1)!);
            if ((kind is not null && key.Kind != kind) || key == after)
                continue;
            var state = StoredState.Read(ref row);
            if (state.Version > 0)
                page.Add(new StoredEntity(key, state.ToHead()));
        }

        return page;
    }

    private async ValueTask<(bool Applied, long? Version, Guid Fence)> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        statement.Timeout = Patience;
        using var rows = await store.ExecuteAsync(statement, cancellationToken);
        return Outcome(rows);
    }

    private static (bool Applied, long? Version, Guid WriteId) Outcome(CqlRowSet rows)
    {
        if (rows.IsApplied)
            return (true, null, default);
        // A refusal tells what the conditions look at, and of a partition that is not there nothing at all.
        var row = rows.GetReader();
        row.Read();
        return (false, Column<long?>(rows, row, "version"), Column<Guid?>(rows, row, "fence") ?? default);
    }

    private static T? Column<T>(CqlRowSet rows, CqlRowReader row, string name)
        => rows.Columns.Any(column => column.Name == name) ? row.Get<T>(name) : default;

    private static StoredState First(CqlRowSet rows)
    {
        var row = rows.GetReader();
        return row.Read() ? StoredState.Read(ref row) : default;
    }

    private sealed record NamedValue(string Collection, string Key, ReadOnlyMemory<byte> Value);

    private sealed record KeyedValue(string Key, ReadOnlyMemory<byte> Value);

    private sealed record EventRow(string Key, ReadOnlyMemory<byte> Value, string EventType, long EventTime, string? EventTrace)
    {
        // The log asks for names and times only; the write ids of long ago are not kept.
        public EntityCommit ToCommit(EntityKey key, long version) => new()
        {
            Key = key,
            ExpectedVersion = version - 1,
            ExpectedWriteId = version == 1 ? Guid.Empty : Guid.NewGuid(),
            WriteId = Guid.NewGuid(),
            Events = new List<PendingEvent>(),
            Time = new DateTimeOffset(EventTime, TimeSpan.Zero),
            TraceParent = EventTrace,
        };
    }
}
