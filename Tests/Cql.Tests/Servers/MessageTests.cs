using System.Collections.Concurrent;
using Cql.Connections;
using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Protocol.Messages.Events;
using Cql.Statements;
using Cql.Tests.Connections;

namespace Cql.Tests.Servers;

/// <summary>What a real server answers, on each version and with compression: the specification is not always right.</summary>
[Collection<ThreeNodes>]
public sealed class MessageTests(ThreeNodes nodes)
{
    // One for all of them: each change of the schema takes a second.
    private const string Keyspace = "messages";

    public static TheoryData<int, bool> Framings => new() { { 4, false }, { 5, false }, { 5, true } };

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Errors_come_as_their_classes(int version, bool compress)
    {
        await using var connection = await ConnectAsync(version, compress);
        await MakeTablesAsync(connection);

        await FailsAsync<CqlSyntaxException>(connection, "SELEC");
        await FailsAsync<CqlInvalidRequestException>(connection, $"SELECT * FROM {Keyspace}.nothing");
        await FailsAsync<CqlConfigurationException>(connection, "CREATE KEYSPACE nothing WITH replication = {'class': 'Nothing'}");
        var exists = await FailsAsync<CqlAlreadyExistsException>(connection, $"CREATE TABLE {Keyspace}.orders (id int PRIMARY KEY)");
        Assert.Equal((Keyspace, "orders"), (exists.Keyspace, exists.Table));
        Assert.Null((await FailsAsync<CqlAlreadyExistsException>(connection, $"CREATE KEYSPACE {Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 1}}")).Table);
        var unavailable = await FailsAsync<CqlUnavailableException>(connection, $"INSERT INTO {Keyspace}.orders (id) VALUES (1)", Consistency.Three);
        Assert.Equal((Consistency.Three, 3, 1), (unavailable.Consistency, unavailable.Required, unavailable.Alive));
        var unprepared = await FailsAsync<CqlUnpreparedException>(connection, new UnknownExecute());
        Assert.Equal([1, 2, 3], unprepared.StatementId.ToArray());
        Assert.True(connection.IsOpen);
        Assert.Equal(0, connection.InFlight);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Traces_warnings_and_columns_are_read(int version, bool compress)
    {
        await using var connection = await ConnectAsync(version, compress);
        await MakeTablesAsync(connection);

        using (var written = await AskAsync(connection, new SimpleStatement($"INSERT INTO {Keyspace}.orders (id, lines) VALUES (1, ['a'])") { Trace = true }))
        {
            Assert.Equal(ResultKind.Void, ResultReader.ReadKind(written, out var preamble, out _));
            Assert.NotNull(preamble.TracingId);
        }

        using (var counted = await AskAsync(connection, new SimpleStatement($"SELECT count(*) FROM {Keyspace}.orders")))
        {
            Assert.Equal(ResultKind.Rows, ResultReader.ReadKind(counted, out var preamble, out _));
            Assert.Contains("without partition key", Assert.Single(preamble.Warnings), StringComparison.Ordinal);
        }

        using var selected = await AskAsync(connection, new SimpleStatement($"SELECT * FROM {Keyspace}.orders"));
        ResultReader.ReadKind(selected, out _, out var reader);
        var header = ResultReader.ReadRows(ref reader);
        Assert.Equal(1, header.RowCount);
        Assert.Equal(
            ["id:int", "at:duration", "lines:list<text>", "place:vector<float, 3>"], header.Shape!.Columns.Select(column => $"{column.Name}:{column.Type}"));
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Prepared_statements_tell_parameters_partition_key_and_columns(int version, bool compress)
    {
        await using var connection = await ConnectAsync(version, compress);
        await MakeTablesAsync(connection);
        var select = await PrepareAsync(connection, $"SELECT c FROM {Keyspace}.parts WHERE b = ? AND a = ?");
        Assert.Equal(["b", "a"], select.Parameters.Select(column => column.Name));
        Assert.Equal([1, 0], select.PartitionKey);
        Assert.Equal("c", Assert.Single(select.Result.Columns).Name);
        Assert.Equal(version == 4 ? 0 : 16, select.Result.Id.Length);

        var conditional = await PrepareAsync(connection, $"UPDATE {Keyspace}.parts SET c = ? WHERE a = ? AND b = ? IF c = ?");
        Assert.Equal(4, conditional.Parameters.Count);
        Assert.Equal([1, 2], conditional.PartitionKey);
        Assert.Empty(conditional.Result.Columns);
    }

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Changes_of_the_schema_come_as_answers_and_as_events(int version, bool compress)
    {
        var events = new ConcurrentQueue<ServerEvent>();
        await using var connection = await ConnectAsync(version, compress, (_, response) =>
        {
            using (response)
                events.Enqueue(EventReader.Read(response));
        });
        using (var registered = await AskAsync(connection, RegisterRequest.Instance))
            Assert.Equal(Opcode.Ready, registered.Opcode);
        await MakeTablesAsync(connection);
        var table = $"dropped_{Guid.NewGuid():N}";
        await using (var direct = await DirectConnection.OpenAsync(connection.EndPoint))
            await direct.ChangeSchemaAsync($"CREATE TABLE {Keyspace}.{table} (id int PRIMARY KEY)");

        using (var dropped = await AskAsync(connection, new SimpleStatement($"DROP TABLE {Keyspace}.{table}")))
        {
            Assert.Equal(ResultKind.SchemaChange, ResultReader.ReadKind(dropped, out _, out var reader));
            var change = SchemaEvent.Read(ref reader);
            Assert.Equal((SchemaChangeKind.Dropped, SchemaTarget.Table, Keyspace, table), (change.Kind, change.Target, change.Keyspace, change.Name));
        }

        await Connecting.UntilAsync(() => events.OfType<SchemaEvent>().Any(change => (change.Kind, change.Name) == (SchemaChangeKind.Dropped, table)));
    }

    private static async Task MakeTablesAsync(CqlConnection connection)
    {
        await using var direct = await DirectConnection.OpenAsync(connection.EndPoint);
        await direct.ChangeSchemaAsync($"CREATE KEYSPACE IF NOT EXISTS {Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 1}}");
        await direct.ChangeSchemaAsync($"CREATE TABLE IF NOT EXISTS {Keyspace}.orders (id int PRIMARY KEY, at duration, place vector<float, 3>, lines list<text>)");
        await direct.ChangeSchemaAsync($"CREATE TABLE IF NOT EXISTS {Keyspace}.parts (a int, b text, c int, PRIMARY KEY ((a, b)))");
    }

    private static async Task<PreparedResult> PrepareAsync(CqlConnection connection, string cql)
    {
        using var answer = await AskAsync(connection, new PrepareRequest(cql, keyspace: null));
        ResultReader.ReadKind(answer, out _, out var reader);
        return ResultReader.ReadPrepared(ref reader, connection.Version);
    }

    private static Task<T> FailsAsync<T>(CqlConnection connection, string cql, Consistency consistency = Consistency.One)
        => FailsAsync<T>(connection, new SimpleStatement(cql) { Consistency = consistency });

    private static async Task<T> FailsAsync<T>(CqlConnection connection, IRequest request)
    {
        using var answer = await AskAsync(connection, request);
        Assert.Equal(Opcode.Error, answer.Opcode);
        return Assert.IsType<T>(ErrorReader.Read(answer, connection.EndPoint));
    }

    private static ValueTask<Response> AskAsync(CqlConnection connection, IRequest request)
    {
        if (request is CqlStatement statement)
            statement.Terms = new(statement.Consistency ?? Consistency.One, Consistency.Serial, null, 100, default);
        return connection.SendAsync(request, Connecting.Long, TestContext.Current.CancellationToken);
    }

    private async Task<CqlConnection> ConnectAsync(int version, bool compress, Action<CqlConnection, Response>? onEvent = null)
    {
        var cluster = await nodes.StartedOrSkipAsync();
        var settings = Connecting.Settings with { Version = (ProtocolVersion)version, Compress = compress };
        return await ConnectionOpener.OpenAsync(cluster.Nodes[0], settings, onEvent, TestContext.Current.CancellationToken);
    }

    private sealed class UnknownExecute : IRequest
    {
        public Opcode Opcode => Opcode.Execute;

        public void WriteBody(WireBuffer body, ProtocolVersion version)
        {
            body.WriteShortBytes([1, 2, 3]);
            if (version >= ProtocolVersion.V5)
                body.WriteShortBytes([4]);
            QueryParameters.Write(body, version, new(Consistency.One, Consistency.Serial, null, 0, default), null, skipMetadata: false, null);
        }
    }
}
