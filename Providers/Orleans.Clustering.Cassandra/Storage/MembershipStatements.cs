using Cql;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Clustering.Cassandra;

/// <summary>The statements on the rows of one cluster.</summary>
internal sealed class MembershipStatements
{
    private const string Key = "service_id = ? AND cluster_id = ?";
    private const int Keys = 2;

    private readonly CassandraStore _store;
    private readonly ClusterOptions _cluster;
    private readonly PreparedStatement _readAll;
    private readonly PreparedStatement _readRow;
    private readonly PreparedStatement _readBeats;
    private readonly PreparedStatement _beat;
    private readonly PreparedStatement _setVersion;
    private readonly PreparedStatement _setRow;
    private readonly PreparedStatement _removeRow;
    private readonly PreparedStatement _removeAll;

    private MembershipStatements(CassandraStore store, ClusterOptions cluster, PreparedStatement[] prepared)
    {
        (_store, _cluster) = (store, cluster);
        (_readAll, _readRow, _readBeats, _beat, _setVersion, _setRow, _removeRow, _removeAll)
            = (prepared[0], prepared[1], prepared[2], prepared[3], prepared[4], prepared[5], prepared[6], prepared[7]);
    }

    public static async Task<MembershipStatements> PrepareAsync(CassandraStore store, ClusterOptions cluster, CancellationToken cancellationToken)
    {
        var (members, beats) = (store.Table(ClusteringSchema.Members), store.Table(ClusteringSchema.Heartbeats));
        (string Cql, bool IsIdempotent)[] texts =
        [
            ($"SELECT {MemberRow.Columns} FROM {members} WHERE {Key}", true),
            ($"SELECT {MemberRow.Columns} FROM {members} WHERE {Key} AND silo = ?", true),
            ($"SELECT silo, alive_at FROM {beats} WHERE {Key}", true),
            ($"INSERT INTO {beats} (service_id, cluster_id, silo, alive_at) VALUES (?, ?, ?, ?)", true),
            ($"UPDATE {members} SET version = ?, version_id = ? WHERE {Key} IF version = ? AND version_id = ?", false),
            ($"UPDATE {members} SET {MemberRow.Assignments} WHERE {Key} AND silo = ? IF row_id = ?", false),
            ($"DELETE FROM {members} WHERE {Key} AND silo = ? IF row_id = ?", false),
            ($"DELETE FROM {members} WHERE {Key}", false),
        ];
        var prepared = new PreparedStatement[texts.Length];
        for (var i = 0; i < texts.Length; i++)
            prepared[i] = await store.Session.PrepareAsync(texts[i].Cql, texts[i].IsIdempotent, cancellationToken);
        return new MembershipStatements(store, cluster, prepared);
    }

    /// <summary>All members and the version, a page of them.</summary>
    public BoundStatement ReadAll() => WithKey(_readAll.Bind(), 0);

    /// <summary>One member and the version; nothing when there is no such member.</summary>
    public BoundStatement ReadRow(SiloAddress silo) => WithKey(_readRow.Bind(), 0).Set(Keys, silo.ToParsableString());

    public BoundStatement ReadHeartbeats() => WithKey(_readBeats.Bind(), 0);

    public BoundStatement Beat(MembershipEntry entry) =>
        WithKey(_beat.Bind(), 0).Set(Keys, entry.SiloAddress.ToParsableString()).Set(Keys + 1, MemberRow.Moment(entry.IAmAliveTime));

    /// <summary>The version, by a change with an id of its own, on the one before; null stands for no version.</summary>
    public BoundStatement SetVersion(int? version, Guid? id, int? before, Guid? idBefore)
    {
        var statement = _setVersion.Bind().Set(0, version).Set(1, id);
        return WithKey(statement, 2).Set(2 + Keys, before).Set(3 + Keys, idBefore);
    }

    /// <summary>A row, by a change with an id of its own, on the one before; null stands for no row.</summary>
    public BoundStatement SetRow(MembershipEntry entry, Guid id, Guid? idBefore)
    {
        var statement = _setRow.Bind();
        var next = MemberRow.Bind(statement, entry, id);
        return WithKey(statement, next).Set(next + Keys, entry.SiloAddress.ToParsableString()).Set(next + Keys + 1, idBefore);
    }

    public BoundStatement RemoveRow(SiloAddress silo, Guid idBefore) =>
        WithKey(_removeRow.Bind(), 0).Set(Keys, silo.ToParsableString()).Set(Keys + 1, idBefore);

    /// <summary>All rows of a cluster, but not its version.</summary>
    public BoundStatement RemoveAll() => WithKey(_removeAll.Bind(), 0);

    /// <summary>The same statements for another cluster of the same service.</summary>
    public MembershipStatements For(string clusterId) => new(
        _store,
        new ClusterOptions { ServiceId = _cluster.ServiceId, ClusterId = clusterId },
        [_readAll, _readRow, _readBeats, _beat, _setVersion, _setRow, _removeRow, _removeAll]);

    public ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken) => _store.ExecuteAsync(statement, cancellationToken);

    public ValueTask<CqlRowSet> ReadSerialAsync(CqlStatement statement, CancellationToken cancellationToken) => _store.ReadSerialAsync(statement, cancellationToken);

    private BoundStatement WithKey(BoundStatement statement, int at) => statement.Set(at, _cluster.ServiceId).Set(at + 1, _cluster.ClusterId);
}
