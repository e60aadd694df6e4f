namespace Cql.Results;

/// <summary>The columns of rows, with the id under which the server knows them (v5). Immutable: a change is another one.</summary>
/// <param name="Id">The id; empty on v4, and where there are no columns.</param>
/// <param name="Columns">The columns, in order.</param>
internal sealed record ResultShape(ReadOnlyMemory<byte> Id, IReadOnlyList<CqlColumn> Columns)
{
    /// <summary>No columns: of statements that answer none, and of conditional ones, whose columns depend on the outcome (CASSANDRA-13992).</summary>
    public static ResultShape Empty { get; } = new(ReadOnlyMemory<byte>.Empty, []);
}
