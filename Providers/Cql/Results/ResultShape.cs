namespace Cql.Results;

/// <summary>The columns of rows, with the id under which the server knows them (v5). Immutable: a change is another one.</summary>
/// <param name="id">The id; empty on v4, and where there are no columns.</param>
/// <param name="columns">The columns, in order.</param>
internal sealed class ResultShape(ReadOnlyMemory<byte> id, IReadOnlyList<CqlColumn> columns)
{
    private readonly CqlColumn[] _columns = [.. columns];
    private object? _mapper;

    /// <summary>No columns: of statements that answer none, and of conditional ones, whose columns depend on the outcome (CASSANDRA-13992).</summary>
    public static ResultShape Empty { get; } = new(ReadOnlyMemory<byte>.Empty, []);

    /// <summary>The id.</summary>
    public ReadOnlyMemory<byte> Id { get; } = id;

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<CqlColumn> Columns => _columns;

    /// <summary>How many columns there are.</summary>
    public int Count => _columns.Length;

    /// <summary>A column by its place.</summary>
    public CqlColumn this[int column] => _columns[column];

    /// <summary>What makes objects of these columns. The first that was asked for is kept at hand.</summary>
    /// <exception cref="CqlTypeException">A <typeparamref name="T"/> cannot be made of them.</exception>
    public CqlRowMapper<T> MapperOf<T>()
    {
        if (_mapper is CqlRowMapper<T> mapper)
            return mapper;
        mapper = CqlRowMapper<T>.For(_columns);
        _mapper ??= mapper;
        return mapper;
    }

    /// <summary>The place of a column: of exactly this name, else of one that differs by case only; −1 when there is none.</summary>
    public int IndexOf(string name)
    {
        var index = Array.FindIndex(_columns, column => column.Name == name);
        return index >= 0 ? index : Array.FindIndex(_columns, column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
    }
}
