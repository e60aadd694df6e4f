using System.Net;
using Cql.Connections;
using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Statements;
using Cql.Tests.Connections;

namespace Cql.Tests.Servers;

/// <summary>One connection to one node, for what a test has to ask of just that one.</summary>
internal sealed class DirectConnection : IAsyncDisposable
{
    private readonly CqlConnection _connection;

    private DirectConnection(CqlConnection connection) => _connection = connection;

    public static async Task<DirectConnection> OpenAsync(EndPoint node)
        => new(await ConnectionOpener.OpenAsync(node, Connecting.Settings, onEvent: null, TestContext.Current.CancellationToken));

    /// <summary>Runs a statement without parameters.</summary>
    public async Task<CqlRowSet> QueryAsync(string cql)
    {
        var response = await _connection.SendAsync(new TextRequest(cql), Connecting.Long, TestContext.Current.CancellationToken);
        if (response.Opcode == Opcode.Error)
            throw ErrorReader.Read(response, _connection.EndPoint);
        return Read(response);
    }

    /// <summary>Changes the schema, and waits until all nodes have it.</summary>
    public async Task ChangeSchemaAsync(string cql)
    {
        using var done = await QueryAsync(cql);
        var versions = new HashSet<Guid>();
        do
        {
            versions.Clear();
            foreach (var table in new[] { "local", "peers_v2" })
            {
                using var rows = await QueryAsync($"SELECT schema_version FROM system.{table}");
                for (var row = rows.GetReader(); row.Read();)
                    versions.Add(row.Get<Guid>(0));
            }
        }
        while (versions.Count > 1);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static CqlRowSet Read(Response response)
    {
        if (ResultReader.ReadKind(response, out _, out var reader) != ResultKind.Rows)
            return CqlRowSet.None;
        var header = ResultReader.ReadRows(ref reader);
        return new CqlRowSet(response, header, header.Shape!);
    }

    private sealed class TextRequest(string cql) : IRequest
    {
        public Opcode Opcode => Opcode.Query;

        public void WriteBody(WireBuffer body, ProtocolVersion version)
        {
            body.WriteLongString(cql);
            QueryParameters.Write(
                body, version, new RequestTerms(Consistency.One, Consistency.Serial, null, 5000, default), null, skipMetadata: false, keyspace: null);
        }
    }
}
