using System.Globalization;
using System.Net;
using Cql.Connections;
using Cql.Topology;
using Cql.Topology.Replication;

namespace Cql.Sessions;

/// <summary>Reads what a node knows of its cluster: <c>system.local</c>, <c>system.peers_v2</c> and <c>system_schema.keyspaces</c>.</summary>
internal sealed class SystemTables(CqlConnection connection, TimeSpan timeout)
{
    private const string Node = "host_id, data_center, rack, tokens, release_version, schema_version";

    private const string Partitioner = "org.apache.cassandra.dht.Murmur3Partitioner";

    // What is read here came with it.
    private static readonly Version Oldest = new(4, 0);

    /// <summary>All nodes, the asked one first.</summary>
    /// <exception cref="CqlVersionException">It does not have the tables that tell of them.</exception>
    /// <exception cref="CqlConnectionException">The cluster has another partitioner than this client.</exception>
    public async Task<List<NodeInfo>> ReadNodesAsync(CancellationToken cancellationToken)
    {
        var nodes = new List<NodeInfo>();
        try
        {
            using (var local = await QueryAsync($"SELECT {Node}, rpc_address, rpc_port, partitioner FROM system.local", cancellationToken))
                Add(nodes, local, self: true);
            using (var peers = await QueryAsync($"SELECT {Node}, native_address, native_port FROM system.peers_v2", cancellationToken))
                Add(nodes, peers, self: false);
        }
        catch (CqlInvalidRequestException e)
        {
            var version = await ReadVersionAsync(cancellationToken);
            if (ReleaseVersion.Parse(version) >= Oldest)
                throw;
            throw new CqlVersionException(
                $"{connection.EndPoint} is of version {version} ({e.ServerMessage}), and this client needs Cassandra {Oldest} or later.", connection.EndPoint, e);
        }

        if (nodes.Count == 0)
            throw new CqlProtocolException($"{connection.EndPoint} does not know itself: system.local is empty.");

        // What it tells of itself is what the others tell of it. Where it was reached may be a proxy's address, behind which others answer too; a
        // node that has no others answers there for certain, and may be out of reach otherwise, as in a container with a port that is passed on.
        if (nodes.Count == 1 && connection.RemoteEndPoint is { } remote)
            nodes[0] = nodes[0] with { EndPoint = remote };
        return nodes;
    }

    /// <summary>Asks for no more than an answer.</summary>
    public async Task AskAsync(CancellationToken cancellationToken) => (await QueryAsync("SELECT key FROM system.local", cancellationToken)).Dispose();

    /// <summary>How each keyspace chooses its replicas.</summary>
    public async Task<Dictionary<string, ReplicationStrategy>> ReadKeyspacesAsync(CancellationToken cancellationToken)
    {
        using var rows = await QueryAsync("SELECT keyspace_name, replication FROM system_schema.keyspaces", cancellationToken);
        return ReadKeyspaces(rows);
    }

    /// <summary>Whether all nodes have the same schema, but for those that are down: they learn it when they come back.</summary>
    public async Task<bool> IsSchemaAgreedAsync(Func<Guid, bool> isDown, CancellationToken cancellationToken)
    {
        var versions = new HashSet<Guid>();
        using (var local = await QueryAsync("SELECT host_id, schema_version FROM system.local", cancellationToken))
            AddVersions(versions, local, isDown: _ => false);
        using (var peers = await QueryAsync("SELECT host_id, schema_version FROM system.peers_v2", cancellationToken))
            AddVersions(versions, peers, isDown);
        return versions.Count <= 1;
    }

    private async Task<string> ReadVersionAsync(CancellationToken cancellationToken)
    {
        using var rows = await QueryAsync("SELECT release_version FROM system.local", cancellationToken);
        return rows.FirstOrDefault<string>() ?? "unknown";
    }

    private async Task<CqlRowSet> QueryAsync(string cql, CancellationToken cancellationToken)
    {
        var statement = new SimpleStatement(cql) { Terms = new(Consistency.One, Consistency.LocalSerial, null, 0, default) };
        return Answers.Read(await connection.SendAsync(statement, timeout, cancellationToken), connection, statement).Rows;
    }

    private void Add(List<NodeInfo> nodes, CqlRowSet rows, bool self)
    {
        var row = rows.GetReader();
        while (row.Read())
        {
            // A peer that has not told everything yet is one that is just joining.
            if (row.IsNull(0) || row.IsNull(1) || row.IsNull(2) || row.IsNull(6))
                continue;
            if (self && row.GetOrDefault<string>(8) is { } partitioner && partitioner != Partitioner)
                throw Unusable($"its partitioner is {partitioner}, and this client knows {Partitioner} alone");
            var tokens = row.GetOrDefault<string[]>(3) ?? [];
            nodes.Add(new NodeInfo(
                row.Get<Guid>(0),
                new IPEndPoint(row.Get<IPAddress>(6), row.Get<int>(7)),
                row.Get<string>(1),
                row.Get<string>(2),
                [.. tokens.Select(Parse)],
                row.GetOrDefault<string>(4) ?? "",
                row.Get<Guid?>(5)));
        }
    }

    private long Parse(string token) => long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place)
        ? place
        : throw Unusable($"'{token}' is no token of {Partitioner}");

    private CqlConnectionException Unusable(string why)
        => new($"What {connection.EndPoint} tells of the cluster cannot be used: {why}.", connection.EndPoint, RequestOutcome.NotSent);

    private static Dictionary<string, ReplicationStrategy> ReadKeyspaces(CqlRowSet rows)
    {
        var keyspaces = new Dictionary<string, ReplicationStrategy>();
        var row = rows.GetReader();
        while (row.Read())
            keyspaces[row.Get<string>(0)] = ReplicationStrategy.Parse(row.Get<Dictionary<string, string>>(1));
        return keyspaces;
    }

    private static void AddVersions(HashSet<Guid> versions, CqlRowSet rows, Func<Guid, bool> isDown)
    {
        var row = rows.GetReader();
        while (row.Read())
        {
            if (row.Get<Guid?>(1) is { } version && !(row.Get<Guid?>(0) is { } host && isDown(host)))
                versions.Add(version);
        }
    }
}
