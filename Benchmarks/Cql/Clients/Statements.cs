namespace Marketplace.Benchmarks.Cql.Clients;

/// <summary>The statements of the operations, and the tables that they need.</summary>
internal static class Statements
{
    public const string Keyspace = "cql_benchmark";
    public const int SmallValue = 256;
    public const int LargeValue = 4096;
    public const int ManyRows = 100;

    /// <summary>On one connection: more than the bursts of a fixed rate bring.</summary>
    public const int MostInFlight = 16_384;

    public static readonly byte[] BooleanType = [0, 4];

    private static readonly byte[] BlobType = [0, 3];
    private static readonly byte[] BigintType = [0, 2];
    private static readonly byte[] IntType = [0, 9];

    private static readonly string[] Texts = [
        $"INSERT INTO {Keyspace}.data (k, v) VALUES (?, ?)",
        $"INSERT INTO {Keyspace}.large (k, v) VALUES (?, ?)",
        $"SELECT v FROM {Keyspace}.data WHERE k = ?",
        $"SELECT c, v FROM {Keyspace}.many WHERE k = ?",
        $"INSERT INTO {Keyspace}.decided (k, v) VALUES (?, ?) IF NOT EXISTS",
    ];

    /// <summary>Makes the tables.</summary>
    public static IReadOnlyList<string> Schema { get; } = [
        $"CREATE KEYSPACE IF NOT EXISTS {Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 1}}",
        $"CREATE TABLE IF NOT EXISTS {Keyspace}.data (k bigint PRIMARY KEY, v blob)",
        $"CREATE TABLE IF NOT EXISTS {Keyspace}.large (k bigint PRIMARY KEY, v blob)",
        $"CREATE TABLE IF NOT EXISTS {Keyspace}.many (k bigint, c int, v blob, PRIMARY KEY (k, c))",
        $"CREATE TABLE IF NOT EXISTS {Keyspace}.decided (k bigint PRIMARY KEY, v blob)",
    ];

    /// <summary>Puts a row into the partition that is read whole.</summary>
    public static string InsertMany => $"INSERT INTO {Keyspace}.many (k, c, v) VALUES (?, ?, ?)";

    /// <summary>How many keys there are to read.</summary>
    public static int Keys => 10_000;

    /// <summary>How many partitions there are to read whole.</summary>
    public static int ManyKeys => 100;

    public static string TextOf(Operation operation) => Texts[(int)operation];

    public static Operation OperationOf(string cql) => (Operation)Array.IndexOf(Texts, cql);

    public static string TableOf(Operation operation) => operation switch
    {
        Operation.InsertLarge => "large",
        Operation.SelectMany => "many",
        Operation.InsertIfNotExists => "decided",
        _ => "data",
    };

    /// <summary>The types of parameters and columns, as the protocol writes them.</summary>
    public static ((string Name, byte[] Type)[] Parameters, (string Name, byte[] Type)[] Columns) ShapeOf(Operation operation) => operation switch
    {
        Operation.Select => ([("k", BigintType)], [("v", BlobType)]),
        Operation.SelectMany => ([("k", BigintType)], [("c", IntType), ("v", BlobType)]),
        _ => ([("k", BigintType), ("v", BlobType)], []),
    };
}
