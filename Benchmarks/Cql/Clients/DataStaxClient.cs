using System.Net;
using Cassandra;

namespace Marketplace.Benchmarks.Cql.Clients;

/// <summary>The C# driver of DataStax. Compiled in when its assembly is named: <c>-p:DataStaxDriver=…/Cassandra.dll</c>.</summary>
internal sealed class DataStaxClient : ICqlClient
{
    private static readonly byte[] Small = new byte[Statements.SmallValue];
    private static readonly byte[] Large = new byte[Statements.LargeValue];

    private readonly Cluster _cluster;
    private readonly ISession _session;
    private PreparedStatement? _prepared;

    private DataStaxClient(Cluster cluster, ISession session) => (_cluster, _session) = (cluster, session);

    public static async Task<ICqlClient> ConnectAsync(string contact)
    {
        // Its newest version of the protocol for Cassandra; the schema is not read, as ours does not.
        var cluster = Cluster.Builder()
            .AddContactPoint(IPEndPoint.Parse(contact))
            .WithMaxProtocolVersion(ProtocolVersion.V4)
            .WithMetadataSyncOptions(new MetadataSyncOptions().SetMetadataSyncEnabled(false))
            .WithPoolingOptions(new PoolingOptions().SetMaxRequestsPerConnection(Statements.MostInFlight))
            .WithQueryOptions(new QueryOptions().SetConsistencyLevel(ConsistencyLevel.LocalQuorum))
            .Build();
        return new DataStaxClient(cluster, await cluster.ConnectAsync());
    }

    public Task SetUpAsync() => Task.CompletedTask;

    public async Task PrepareAsync(Operation operation) => _prepared = await _session.PrepareAsync(Statements.TextOf(operation));

    public ValueTask ExecuteAsync(Operation operation, long key) => operation switch
    {
        Operation.Insert => InsertAsync(key, Small),
        Operation.InsertLarge => InsertAsync(key, Large),
        Operation.Select => SelectAsync(key % Statements.Keys),
        Operation.SelectMany => SelectManyAsync(key % Statements.ManyKeys),
        _ => InsertIfNotExistsAsync(key),
    };

    public async ValueTask DisposeAsync() => await _cluster.ShutdownAsync();

    private async ValueTask InsertAsync(long key, byte[] value) => await _session.ExecuteAsync(_prepared!.Bind(key, value));

    private async ValueTask SelectAsync(long key)
    {
        var rows = await _session.ExecuteAsync(_prepared!.Bind(key));
        foreach (var row in rows)
        {
            if (row.GetValue<byte[]>(0).Length == Statements.SmallValue)
                return;
        }

        throw new InvalidOperationException("The row is not there.");
    }

    private async ValueTask SelectManyAsync(long key)
    {
        var rows = await _session.ExecuteAsync(_prepared!.Bind(key));
        var (count, bytes) = (0, 0);
        foreach (var row in rows)
        {
            count += row.GetValue<int>(0) >= 0 ? 1 : 0;
            bytes += row.GetValue<byte[]>(1).Length;
        }

        if (count != Statements.ManyRows || bytes != Statements.ManyRows * Statements.SmallValue)
            throw new InvalidOperationException("Rows are missing.");
    }

    private async ValueTask InsertIfNotExistsAsync(long key)
    {
        var rows = await _session.ExecuteAsync(_prepared!.Bind(key, Small));
        if (!rows.First().GetValue<bool>(0))
            throw new InvalidOperationException("There was a row.");
    }
}
