using System.Net;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>A node of a <see cref="FakeCluster"/>: it tells of the cluster as a good one does, and leaves all else to the test.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly FakeCluster _cluster;
    private readonly FakeServer _server;

    public FakeNode(FakeCluster cluster, int number)
    {
        (_cluster, Number) = (cluster, number);
        _server = FakeServer.Start(ServeAsync);
    }

    /// <summary>From 0.</summary>
    public int Number { get; }

    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>Whether it takes no connection.</summary>
    public bool IsAway { get; set; }

    /// <summary>Whether it answers nothing.</summary>
    public bool Hangs { get; set; }

    public Guid HostId => new(Number + 1, 0, 0, new byte[8]);

    /// <summary>How many connections came.</summary>
    public int Connections => _server.Connections;

    /// <summary>How many of them the client has not closed.</summary>
    public int OpenConnections => _server.OpenConnections;

    /// <summary>Ends all connections.</summary>
    public void Drop() => _server.Drop();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(FakePeer peer)
    {
        if (IsAway)
        {
            peer.Reset();
            return;
        }

        await peer.StartAsync();
        while (await peer.ReadAsync() is { } request)
        {
            if (Hangs)
                continue;
            if (AnswerOfItself(request) is { } answer)
                await peer.SendAsync(answer);
            else
                await _cluster.OnRequestAsync(new FakeCall(this, peer, request));
        }
    }

    private FakeAnswer? AnswerOfItself(FakeRequest request)
    {
        if (request.Opcode == Opcode.Options)
            return FakeAnswer.Supported(request.Stream);
        if (request.Opcode == Opcode.Register)
            return FakeAnswer.Ready(request.Stream);
        if (request.Opcode != Opcode.Query)
            return null;
        var reader = new WireReader(request.Body);
        var cql = reader.ReadLongString();
        return Asked(cql, "system.local") is { } local ? FakeAnswer.Rows(request.Stream, Row(local, "rpc"))
            : Asked(cql, "system.peers_v2") is { } peers ? Peers(request.Stream, peers)
            : Asked(cql, "system_schema.keyspaces") is not null ? FakeAnswer.Rows(request.Stream,
                [FakeColumn.Text("keyspace_name", "shop"), FakeColumn.Map("replication", ("class", "SimpleStrategy"), ("replication_factor", "3"))])
            : null;
    }

    private FakeAnswer Peers(short stream, string[] columns)
    {
        // Without a row there is nobody to tell the columns by: a cluster of one node.
        var rows = _cluster.Nodes.Where(node => node != this).Select(node => node.Row(columns, "native")).ToArray();
        return rows.Length > 0
            ? FakeAnswer.Rows(stream, rows)
            : new FakeAnswer(stream, Opcode.Result, FakeAnswer.Specify(new Body().Int(2).Int(1).Int(columns.Length), Row(columns, "native")).Int(0).ToArray());
    }

    private FakeColumn[] Row(string[] columns, string prefix) => [.. columns.Select(column => Column(column, prefix))];

    private FakeColumn Column(string name, string prefix) => name switch
    {
        "key" => FakeColumn.Text(name, "local"),
        "host_id" => FakeColumn.Uuid(name, HostId),
        "data_center" => FakeColumn.Text(name, "dc1"),
        "rack" => FakeColumn.Text(name, "rack1"),
        "tokens" => FakeColumn.Texts(name, FakeColumn.Token(Number * 1000L)),
        "release_version" => FakeColumn.Text(name, "5.0.8"),
        "schema_version" => FakeColumn.Uuid(name, Guid.Empty),
        _ when name == $"{prefix}_address" => FakeColumn.Inet(name, EndPoint.Address),
        _ when name == $"{prefix}_port" => FakeColumn.Int(name, EndPoint.Port),
        _ => throw new InvalidOperationException($"The fake node knows no column {name}."),
    };

    // The columns that a statement wants of a table.
    private static string[]? Asked(string cql, string table)
        => cql.StartsWith("SELECT ", StringComparison.Ordinal) && cql.EndsWith($" FROM {table}", StringComparison.Ordinal)
            ? cql["SELECT ".Length..^$" FROM {table}".Length].Split(',', StringSplitOptions.TrimEntries)
            : null;
}
