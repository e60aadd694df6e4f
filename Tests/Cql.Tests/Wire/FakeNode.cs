using System.Net;
using Cql.Protocol;

namespace Cql.Tests.Wire;

/// <summary>A node of a <see cref="FakeCluster"/>: it tells of the cluster as a good one does, and leaves all else to the test.</summary>
internal sealed class FakeNode : IAsyncDisposable
{
    private readonly FakeCluster _cluster;
    private readonly FakeServer _server;
    private FakePeer? _told;
    private int _registrations;
    private int _looks;
    private int _takes = int.MaxValue;

    public FakeNode(FakeCluster cluster, int number, IPEndPoint? at)
    {
        (_cluster, Number, Token) = (cluster, number, number * 1000L);
        _server = FakeServer.Start(ServeAsync, at);
    }

    /// <summary>From 0.</summary>
    public int Number { get; }

    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>What it tells of its address, where that is another than it listens at.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>Whether it takes no connection.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many connections more it takes.</summary>
    public int Takes { get => Volatile.Read(ref _takes); set => Volatile.Write(ref _takes, value); }

    /// <summary>How long it keeps a connection that it took; for ever unless it is said.</summary>
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Whether it answers nothing.</summary>
    public bool Hangs { get; set; }

    /// <summary>Its place on the ring.</summary>
    public long Token { get; set; }

    /// <summary>What it tells in its place, of itself.</summary>
    public string? TokenText { get; set; }

    /// <summary>Whether a column is not of the type that it should be.</summary>
    public bool IsConfused { get; set; }

    /// <summary>Where it puts partitions.</summary>
    public string Partitioner { get; set; } = "org.apache.cassandra.dht.Murmur3Partitioner";

    /// <summary>What server it is. One of before 4.0 lacks what came with that: tables, columns and protocol v5.</summary>
    public string ReleaseVersion { get; set; } = "5.0.8";

    private byte NewestProtocol => ReleaseVersion.StartsWith("2.", StringComparison.Ordinal) ? (byte)3 : HasTablesOf4 ? (byte)5 : (byte)4;

    private bool HasTablesOf4 => !ReleaseVersion.StartsWith("2.", StringComparison.Ordinal) && !ReleaseVersion.StartsWith("3.", StringComparison.Ordinal);

    /// <summary>How many times a client asked it to tell of changes.</summary>
    public int Registrations => Volatile.Read(ref _registrations);

    /// <summary>How many times it has told a client all of the cluster.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public Guid HostId => new(Number + 1, 0, 0, new byte[8]);

    /// <summary>How many connections came.</summary>
    public int Connections => _server.Connections;

    /// <summary>How many of them the client has not closed.</summary>
    public int OpenConnections => _server.OpenConnections;

    /// <summary>Ends all connections.</summary>
    public void Drop() => _server.Drop();

    /// <summary>Tells the client that asked for it last.</summary>
    public Task TellAsync(FakeAnswer change) => Volatile.Read(ref _told)!.SendAsync(change);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ServeAsync(FakePeer peer)
    {
        if (IsAway || Interlocked.Decrement(ref _takes) < 0)
        {
            peer.Reset();
            return;
        }

        await peer.StartAsync(NewestProtocol);
        if (Lifetime is { } lifetime)
            _ = Task.Delay(lifetime).ContinueWith(_ => peer.Reset(), TaskScheduler.Default);
        while (await peer.ReadAsync() is { } request)
        {
            if (Hangs)
                continue;
            if (request.Opcode == Opcode.Register)
            {
                Volatile.Write(ref _told, peer);
                Interlocked.Increment(ref _registrations);
            }

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
        if (!HasTablesOf4 && cql.Contains("rpc_port", StringComparison.Ordinal))
            return FakeAnswer.Error(request.Stream, 0x2200, "Undefined column name rpc_port");
        if (!HasTablesOf4 && cql.Contains("peers_v2", StringComparison.Ordinal))
            return FakeAnswer.Error(request.Stream, 0x2200, "unconfigured table peers_v2");
        return Asked(cql, "system.local") is { } local ? FakeAnswer.Rows(request.Stream, Row(local, "rpc"))
            : Asked(cql, "system.peers_v2") is { } peers ? Peers(request.Stream, peers)
            : Asked(cql, "system_schema.keyspaces") is not null ? Keyspaces(request.Stream)
            : null;
    }

    // What is asked for last.
    private FakeAnswer Keyspaces(short stream)
    {
        Interlocked.Increment(ref _looks);
        return FakeAnswer.Rows(stream,
            [FakeColumn.Text("keyspace_name", "shop"), FakeColumn.Map("replication", ("class", "SimpleStrategy"), ("replication_factor", $"{_cluster.ReplicationFactor}"))]);
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
        "rack" when IsConfused => FakeColumn.Int(name, 1),
        "rack" => FakeColumn.Text(name, "rack1"),
        "tokens" => FakeColumn.Texts(name, TokenText ?? FakeColumn.Token(Token)),
        "partitioner" => FakeColumn.Text(name, Partitioner),
        "release_version" => FakeColumn.Text(name, ReleaseVersion),
        "schema_version" => FakeColumn.Uuid(name, Guid.Empty),
        _ when name == $"{prefix}_address" => FakeColumn.Inet(name, Address ?? EndPoint.Address),
        _ when name == $"{prefix}_port" => FakeColumn.Int(name, EndPoint.Port),
        _ => throw new InvalidOperationException($"The fake node knows no column {name}."),
    };

    // The columns that a statement wants of a table.
    private static string[]? Asked(string cql, string table)
        => cql.StartsWith("SELECT ", StringComparison.Ordinal) && cql.EndsWith($" FROM {table}", StringComparison.Ordinal)
            ? cql["SELECT ".Length..^$" FROM {table}".Length].Split(',', StringSplitOptions.TrimEntries)
            : null;
}
