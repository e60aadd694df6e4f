using Cql;
using Orleans.Cassandra;

namespace Orleans.Persistence.Cassandra;

/// <summary>The states of one service in the table of <see cref="StateSchema"/>.</summary>
/// <remarks>
/// Everything that writes has a condition on a write's own id, never on a row's existence; everything that reads is serial. So the ballots
/// of Paxos order all of it, and clocks do not matter.
/// </remarks>
internal sealed class CassandraStateTable : IStateTable
{
    private const string Where = "WHERE service = ? AND grain_type = ? AND grain_id = ? AND state_name = ?";
    private const string If = "IF version = ? AND write_id = ?";

    private readonly CassandraStore _store;
    private readonly string _service;
    private readonly int _serviceBytes;
    private readonly PreparedStatement _read;
    private readonly PreparedStatement _readTag;
    private readonly PreparedStatement _write;
    private readonly PreparedStatement _delete;

    private CassandraStateTable(CassandraStore store, string service, PreparedStatement[] prepared)
    {
        (_store, _service, _serviceBytes) = (store, service, KeyLimits.TextBytes(service, "service id"));
        (_read, _readTag, _write, _delete) = (prepared[0], prepared[1], prepared[2], prepared[3]);
    }

    /// <summary>Prepares what is needed of a table that is there.</summary>
    /// <exception cref="CqlException">No node prepares it.</exception>
    public static async Task<CassandraStateTable> OpenAsync(CassandraStore store, string service, CancellationToken cancellationToken)
    {
        var table = store.Table(StateSchema.Table);
        return new CassandraStateTable(store, service, await Task.WhenAll(
            store.Session.PrepareAsync($"SELECT version, write_id, payload FROM {table} {Where}", isIdempotent: true, cancellationToken),
            store.Session.PrepareAsync($"SELECT version, write_id FROM {table} {Where}", isIdempotent: true, cancellationToken),
            store.Session.PrepareAsync($"UPDATE {table} SET version = ?, write_id = ?, payload = ? {Where} {If}", cancellationToken: cancellationToken),
            store.Session.PrepareAsync($"DELETE FROM {table} {Where} {If}", cancellationToken: cancellationToken)));
    }

    public async ValueTask<StateRow?> FindAsync(StateKey key, bool tagOnly, CancellationToken cancellationToken)
    {
        Check(key);
        using var statement = (tagOnly ? _readTag : _read).Bind();
        SetKey(statement, first: 0, key);
        using var rows = await _store.ReadSerialAsync(statement, cancellationToken);
        return ReadRow(rows, tagOnly);
    }

    public async ValueTask<ChangeAnswer> TryChangeAsync(StateKey key, StateChange change)
    {
        Check(key);
        using var statement = Bind(key, change);
        try
        {
            // Without a token: whoever gives up waiting would not know what became of it.
            using var rows = await _store.ExecuteAsync(statement, CancellationToken.None);
            return rows.IsApplied ? ChangeAnswer.Applied : ChangeAnswer.Refused(ReadTag(rows));
        }
        catch (CqlInvalidRequestException e) when (ServerLimits.AreMetBy(e))
        {
            throw ServerLimits.Error($"{key}", e);
        }
        catch (CqlException e) when (e.Outcome == RequestOutcome.Unknown)
        {
            return ChangeAnswer.Unknown(e);
        }
    }

    private BoundStatement Bind(StateKey key, StateChange change)
    {
        const int KeyParts = 4;
        BoundStatement statement;
        int after;
        if (change.Next is { } next)
        {
            statement = _write.Bind();
            statement.Set(0, next.Version).Set(1, next.WriteId);
            if (change.Payload is { } payload)
                statement.SetBytes(2, payload.Span);
            else
                statement.SetNull(2);
            SetKey(statement, first: 3, key);
            after = 3 + KeyParts;
        }
        else
        {
            statement = _delete.Bind();
            SetKey(statement, first: 0, key);
            after = KeyParts;
        }

        if (change.Expected is { } expected)
            statement.Set(after, expected.Version).Set(after + 1, expected.WriteId);
        else
            statement.SetNull(after).SetNull(after + 1);
        return statement;
    }

    // The parts of a grain's id are UTF-8 already.
    private void SetKey(BoundStatement statement, int first, StateKey key) => statement
        .Set(first, _service)
        .SetBytes(first + 1, key.Grain.Type.AsSpan())
        .SetBytes(first + 2, key.Grain.Key.AsSpan())
        .Set(first + 3, key.StateName);

    private void Check(StateKey key)
    {
        KeyLimits.CheckText(key.Grain.Type.AsSpan(), "grain's type");
        KeyLimits.CheckText(key.Grain.Key.AsSpan(), "grain's key");
        KeyLimits.CheckPartition("service id, the grain's type and its key", _serviceBytes, key.Grain.Type.AsSpan().Length, key.Grain.Key.AsSpan().Length);
        KeyLimits.CheckRow("state's name", KeyLimits.TextBytes(key.StateName, "state's name"));
    }

    private static StateRow? ReadRow(CqlRowSet rows, bool tagOnly)
    {
        var row = rows.GetReader();
        if (!row.Read())
            return null;
        var tag = new StateTag(row.Get<long>(0), row.Get<Guid>(1));
        return new StateRow(tag, tagOnly || row.IsNull(2) ? null : row.GetBytes(2).ToArray());
    }

    // The answer has the condition's columns only where there is a row.
    private static StateTag? ReadTag(CqlRowSet rows)
    {
        const int AppliedAndTag = 3;
        var row = rows.GetReader();
        if (rows.Columns.Count < AppliedAndTag || !row.Read())
            return null;
        return row.Get<long?>("version") is { } version && row.Get<Guid?>("write_id") is { } writeId ? new StateTag(version, writeId) : null;
    }
}
