using Cql.Sessions;

namespace Cql.Telemetry;

/// <summary>Names and values of attributes, as the semantic conventions have them ("Cassandra", "Database client calls").</summary>
internal static class Tags
{
    public const string System = "db.system.name";
    public const string Cassandra = "cassandra";
    public const string Namespace = "db.namespace";
    public const string Operation = "db.operation.name";
    public const string Collection = "db.collection.name";
    public const string BatchSize = "db.operation.batch.size";
    public const string Summary = "db.query.summary";
    public const string Text = "db.query.text";
    public const string StatusCode = "db.response.status_code";
    public const string ReturnedRows = "db.response.returned_rows";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ConsistencyLevel = "cassandra.consistency.level";
    public const string CoordinatorDataCentre = "cassandra.coordinator.dc";
    public const string CoordinatorId = "cassandra.coordinator.id";
    public const string PageSize = "cassandra.page.size";
    public const string IsIdempotent = "cassandra.query.idempotent";
    public const string SpeculativeExecutions = "cassandra.speculative_execution.count";

    private const string PoolName = "db.client.connection.pool.name";

    // By number.
    private static readonly string[] Levels =
        ["any", "one", "two", "three", "quorum", "all", "local_quorum", "each_quorum", "serial", "local_serial", "local_one"];

    public static string LevelOf(Consistency consistency) => Levels[(int)consistency];

    /// <summary>The server's code, as the protocol's specification writes it; else the class of the exception that was the cause.</summary>
    public static string ErrorTypeOf(Exception exception) => Cause(exception) is CqlServerException server ? StatusCodeOf(server) : Cause(exception).GetType().FullName!;

    /// <summary>The server's code; null when it is not the server that failed.</summary>
    public static string? StatusCodeOf(Exception exception) => Cause(exception) is CqlServerException server ? StatusCodeOf(server) : null;

    public static KeyValuePair<string, object?>[] Pool(NodePool pool) => [new(PoolName, pool.Node.EndPoint.ToString())];

    // All of them are used by many requests at once: there is no idle one.
    public static KeyValuePair<string, object?>[] UsedConnections(NodePool pool) => [.. Pool(pool), new("db.client.connection.state", "used")];

    public static KeyValuePair<string, object?>[] Nodes(string dataCentre, bool isUp) => [new("cql.node.dc", dataCentre), new("cql.node.state", isUp ? "up" : "down")];

    private static string StatusCodeOf(CqlServerException exception) => $"0x{exception.Code:X4}";

    private static Exception Cause(Exception exception) => exception is CqlOutcomeUnknownException or CqlNoNodeException && exception.InnerException is { } cause ? cause : exception;
}
