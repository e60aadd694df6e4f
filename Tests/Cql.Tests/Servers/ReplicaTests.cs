using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cql.Protocol;
using Cql.Topology;
using Cql.Topology.Replication;
using Marketplace.Tests.Shared;

namespace Cql.Tests.Servers;

/// <summary>What this client works out of a cluster's tables, held against what the cluster itself says.</summary>
public abstract partial class ReplicaTests(CassandraFixture fixture) : ServerTests(fixture)
{
    /// <summary>Replications to try, as CREATE KEYSPACE takes them.</summary>
    protected abstract IReadOnlyList<string> Replications { get; }

    [Fact]
    public async Task Every_token_has_the_replicas_that_the_server_names_in_the_servers_order()
    {
        await using var connection = await DirectConnection.OpenAsync(Cluster.Nodes[0]);
        for (var i = 0; i < Replications.Count; i++)
            await connection.ChangeSchemaAsync($"CREATE KEYSPACE IF NOT EXISTS replicas_{i} WITH replication = {Replications[i]}");
        var snapshot = ClusterSnapshot.Empty.With(await NodesAsync(connection), await KeyspacesAsync(connection));
        Assert.Equal(Cluster.Nodes.ToHashSet(), snapshot.Nodes.Select(node => node.EndPoint).ToHashSet());

        // The tool is a program that has to start: all at once.
        var told = await Task.WhenAll(Replications.Select((_, i) => Cluster.NodetoolAsync(1, "describering", $"replicas_{i}")));
        for (var i = 0; i < Replications.Count; i++)
        {
            var ranges = Range().Matches(told[i]);
            Assert.NotEmpty(ranges);
            foreach (Match range in ranges)
            {
                var first = unchecked(Long(range.Groups["start"]) + 1);
                foreach (var token in new[] { first, Long(range.Groups["end"]) })
                {
                    var replicas = snapshot.Find($"replicas_{i}", token).Nodes.ToArray().Select(node => snapshot.Nodes[node].EndPoint.Address.ToString());
                    Assert.Equal(range.Groups["nodes"].Value, string.Join(", ", replicas));
                }
            }
        }
    }

    [Fact]
    public async Task Keys_have_the_tokens_that_the_server_computes()
    {
        await using var connection = await DirectConnection.OpenAsync(Cluster.Nodes[0]);
        await connection.ChangeSchemaAsync("CREATE KEYSPACE IF NOT EXISTS tokens WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        await connection.ChangeSchemaAsync("CREATE TABLE IF NOT EXISTS tokens.blobs (k blob PRIMARY KEY)");
        var random = new Random(17);
        for (var length = 1; length <= 300; length++)
        {
            var key = new byte[(length % 75) + 1];
            random.NextBytes(key);
            await connection.QueryAsync($"INSERT INTO tokens.blobs (k) VALUES (0x{Convert.ToHexString(key)})");
        }

        using var rows = await connection.QueryAsync("SELECT k, token(k) FROM tokens.blobs");
        Assert.Equal(300, rows.Count);
        for (var row = rows.GetReader(); row.Read();)
            Assert.Equal(row.Get<long>(1), Murmur3Token.Of(row.GetBytes(0)));
    }

    private static async Task<List<NodeInfo>> NodesAsync(DirectConnection connection)
    {
        const string Columns = "host_id, data_center, rack, release_version, schema_version, tokens";
        using var local = await connection.QueryAsync($"SELECT {Columns}, rpc_address, rpc_port FROM system.local");
        using var peers = await connection.QueryAsync($"SELECT {Columns}, native_address, native_port FROM system.peers_v2");
        return [.. Nodes(local), .. Nodes(peers)];
    }

    private static List<NodeInfo> Nodes(CqlRowSet rows)
    {
        var nodes = new List<NodeInfo>();
        for (var row = rows.GetReader(); row.Read();)
        {
            nodes.Add(new(
                row.Get<Guid>(0), new IPEndPoint(row.Get<IPAddress>(6), row.Get<int>(7)), row.Get<string>(1), row.Get<string>(2),
                [.. Texts(row.GetBytes(5)).Select(token => long.Parse(token, CultureInfo.InvariantCulture))], row.Get<string>(3), row.Get<Guid>(4)));
        }

        return nodes;
    }

    private static async Task<Dictionary<string, ReplicationStrategy>> KeyspacesAsync(DirectConnection connection)
    {
        using var rows = await connection.QueryAsync("SELECT keyspace_name, replication FROM system_schema.keyspaces");
        var keyspaces = new Dictionary<string, ReplicationStrategy>();
        for (var row = rows.GetReader(); row.Read();)
        {
            var options = Texts(row.GetBytes(1), perElement: 2).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
            keyspaces.Add(row.Get<string>(0), ReplicationStrategy.Parse(options));
        }

        return keyspaces;
    }

    private static List<string> Texts(ReadOnlySpan<byte> collection, int perElement = 1)
    {
        var reader = new WireReader(collection);
        var texts = new List<string>();
        for (var left = reader.ReadInt32() * perElement; left > 0; left--)
        {
            reader.TryReadBytes(out var text);
            texts.Add(Encoding.UTF8.GetString(text));
        }

        return texts;
    }

    private static long Long(Group group) => long.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"start_token:(?<start>-?\d+), end_token:(?<end>-?\d+), endpoints:\[(?<nodes>[^\]]*)\]")]
    private static partial Regex Range();
}
