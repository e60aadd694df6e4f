using Cql;
using Microsoft.Extensions.Logging;
using Orleans.Cassandra;

namespace Orleans.Reminders.Cassandra;

/// <summary>The rows of one service in the table of <see cref="ReminderSchema"/>.</summary>
/// <remarks>
/// Everything that writes has a condition, also what is written whatever is there: a condition is ordered by Paxos, a plain write by clocks, and
/// the two must not meet on a row. One that always holds is that the row has not the id that is about to be written.
/// </remarks>
internal sealed partial class CassandraReminderRows : IReminderRows
{
    private const string Partition = "WHERE service = ? AND bucket = ?";
    private const string Grain = $"{Partition} AND grain_hash = ? AND grain_type = ? AND grain_id = ?";
    private const string Row = $"{Grain} AND name = ?";
    private const string Columns = "grain_type, grain_id, name, etag, start_at, period_ms";

    private readonly CassandraStore _store;
    private readonly string _service;
    private readonly ReminderMetrics _metrics;
    private readonly ILogger _logger;
    private readonly PreparedStatement _find;
    private readonly PreparedStatement _readGrain;
    private readonly PreparedStatement _readSlice;
    private readonly PreparedStatement _put;
    private readonly PreparedStatement _remove;

    private CassandraReminderRows(CassandraStore store, string service, ReminderMetrics metrics, ILogger logger, PreparedStatement[] prepared)
    {
        (_store, _service, _metrics, _logger) = (store, service, metrics, logger);
        (_find, _readGrain, _readSlice, _put, _remove) = (prepared[0], prepared[1], prepared[2], prepared[3], prepared[4]);
    }

    /// <summary>Prepares what is needed of a table that is there.</summary>
    /// <exception cref="CqlException">No node prepares it.</exception>
    public static async Task<CassandraReminderRows> OpenAsync(
        CassandraStore store, string service, ReminderMetrics metrics, ILogger logger, CancellationToken cancellationToken)
    {
        KeyLimits.CheckPartition("service id and the bucket", KeyLimits.TextBytes(service, "service id"), sizeof(int));
        var (table, session) = (store.Table(ReminderSchema.Table), store.Session);
        return new CassandraReminderRows(store, service, metrics, logger, await Task.WhenAll(
            session.PrepareAsync($"SELECT {Columns} FROM {table} {Row}", isIdempotent: true, cancellationToken),
            session.PrepareAsync($"SELECT {Columns} FROM {table} {Grain}", isIdempotent: true, cancellationToken),
            session.PrepareAsync($"SELECT {Columns} FROM {table} {Partition} AND grain_hash >= ? AND grain_hash <= ?", isIdempotent: true, cancellationToken),
            session.PrepareAsync($"UPDATE {table} SET etag = ?, start_at = ?, period_ms = ? {Row} IF etag != ?", cancellationToken: cancellationToken),
            session.PrepareAsync($"DELETE FROM {table} {Row} IF etag = ?", cancellationToken: cancellationToken)));
    }

    public async ValueTask<ReminderEntry?> FindAsync(ReminderKey key, CancellationToken cancellationToken)
    {
        using var statement = _find.Bind();
        SetKey(statement, first: 0, key);
        using var rows = await _store.ReadSerialAsync(statement, cancellationToken);
        var row = rows.GetReader();
        return row.Read() ? Entry(ref row) : null;
    }

    public async ValueTask<List<ReminderEntry>> ReadAsync(GrainId grain, CancellationToken cancellationToken)
    {
        using var statement = _readGrain.Bind();
        SetGrain(statement, first: 0, grain);
        return await ReadAllAsync(statement, cancellationToken);
    }

    public async ValueTask<List<ReminderEntry>> ReadAsync(RingSlice slice, CancellationToken cancellationToken)
    {
        using var statement = _readSlice.Bind();
        statement.Set(0, _service).Set(1, slice.Bucket).Set(2, (long)slice.First).Set(3, (long)slice.Last);
        return await ReadAllAsync(statement, cancellationToken);
    }

    public async ValueTask<ChangeAnswer> TryPutAsync(ReminderKey key, ReminderEntry entry, Guid etag)
    {
        const int Values = 3;
        const int KeyParts = 6;

        // Orleans means UTC also where it does not say so.
        var startAt = entry.StartAt.Kind == DateTimeKind.Local ? entry.StartAt.ToUniversalTime() : DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        using var statement = _put.Bind();
        statement.Set(0, etag).Set(1, new DateTimeOffset(startAt)).Set(2, entry.Period.Ticks / TimeSpan.TicksPerMillisecond);
        SetKey(statement, first: Values, key);
        statement.Set(Values + KeyParts, etag);
        return await TryAsync(statement);
    }

    public async ValueTask<ChangeAnswer> TryRemoveAsync(ReminderKey key, Guid etag)
    {
        const int KeyParts = 6;
        using var statement = _remove.Bind();
        SetKey(statement, first: 0, key);
        statement.Set(KeyParts, etag);
        return await TryAsync(statement);
    }

    private async ValueTask<ChangeAnswer> TryAsync(BoundStatement statement)
    {
        try
        {
            // Without a token: whoever gives up waiting would not know what became of it.
            using var rows = await _store.ExecuteAsync(statement, CancellationToken.None);
            return new ChangeAnswer(rows.IsApplied ? ChangeOutcome.Applied : ChangeOutcome.Refused);
        }
        catch (CqlException e) when (e.Outcome == RequestOutcome.Unknown)
        {
            return new ChangeAnswer(ChangeOutcome.Unknown, e);
        }
    }

    // At a quorum and not serially: it sees whatever was acknowledged, and the silos' readings of their ranges do not hold up who writes.
    private async ValueTask<List<ReminderEntry>> ReadAllAsync(BoundStatement statement, CancellationToken cancellationToken)
    {
        var entries = new List<ReminderEntry>();
        while (true)
        {
            using var rows = await _store.ExecuteAsync(statement, cancellationToken);
            AddTo(entries, rows);
            if (rows.PagingState is not { } next)
                return entries;
            statement.PagingState = next;
        }
    }

    private void AddTo(List<ReminderEntry> entries, CqlRowSet rows)
    {
        entries.EnsureCapacity(entries.Count + rows.Count);
        var row = rows.GetReader();
        while (row.Read())
        {
            try
            {
                entries.Add(Entry(ref row));
            }
            catch (Exception e) when (e is CqlTypeException or ArgumentException or OverflowException)
            {
                // It costs itself, not all the reminders of a silo.
                _metrics.Unreadable();
                LogUnreadable(_logger, e, row.Get<string?>(2), row.Get<string?>(0), row.Get<string?>(1));
            }
        }
    }

    private static ReminderEntry Entry(ref CqlRowReader row) => new()
    {
        GrainId = GrainId.Create(new GrainType(row.GetBytes(0).ToArray()), new IdSpan(row.GetBytes(1).ToArray())),
        ReminderName = row.Get<string>(2),
        ETag = row.Get<Guid>(3).ToString("N"),
        StartAt = row.Get<DateTimeOffset>(4).UtcDateTime,
        Period = TimeSpan.FromMilliseconds(row.Get<long>(5)),
    };

    // The parts of a grain's id are UTF-8 already.
    private BoundStatement SetGrain(BoundStatement statement, int first, GrainId grain)
    {
        var hash = grain.GetUniformHashCode();
        return statement
            .Set(first, _service)
            .Set(first + 1, RingSlice.BucketOf(hash))
            .Set(first + 2, (long)hash)
            .SetBytes(first + 3, grain.Type.AsSpan())
            .SetBytes(first + 4, grain.Key.AsSpan());
    }

    private void SetKey(BoundStatement statement, int first, ReminderKey key) => SetGrain(statement, first, key.Grain).Set(first + 5, key.Name);

    [LoggerMessage(LogLevel.Error, "The reminder '{Name}' of grain '{Type}/{Key}' cannot be read, and is left out")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string? name, string? type, string? key);
}
