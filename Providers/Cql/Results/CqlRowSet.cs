using Cql.Protocol;
using Cql.Protocol.Messages;
using Cql.Results;

namespace Cql;

/// <summary>
/// What a statement answered: the rows of one page, or none. It owns the bytes that came, so dispose it when the rows are read; what was
/// read stays.
/// </summary>
/// <remarks>Not safe for use by two threads. Where rows are read after <see cref="Dispose"/>, <see cref="ObjectDisposedException"/> is thrown.</remarks>
public sealed class CqlRowSet : IDisposable
{
    private const string Applied = "[applied]";

    private readonly ResultShape _shape;
    private readonly byte[]? _pagingState;
    private readonly int _start;
    private Response? _response;

    /// <summary>Rows, of which this becomes the owner.</summary>
    /// <exception cref="CqlProtocolException">The rows are of another shape, or cannot be there. The response is the caller's still.</exception>
    internal CqlRowSet(Response response, in RowsHeader header, ResultShape shape)
    {
        if (header.ColumnCount != shape.Count)
            throw new CqlProtocolException($"Rows of {header.ColumnCount} columns came where {shape.Count} were due.");
        if (header.RowCount < 0 || (long)header.RowCount * shape.Count * sizeof(int) > response.Length - header.RowsStart || (shape.Count == 0 && header.RowCount > 0))
            throw new CqlProtocolException($"{header.RowCount} rows of {shape.Count} columns are announced, and {response.Length - header.RowsStart} bytes are left.");
        (_response, _shape, _pagingState, _start, Count) = (response, shape, header.PagingState, header.RowsStart, header.RowCount);
    }

    /// <summary>No rows. There is nothing to give back then, so one serves for all that has neither warnings nor a trace: <see cref="None"/>.</summary>
    internal CqlRowSet() => _shape = ResultShape.Empty;

    /// <summary>The columns, in order; none when the statement answers no rows.</summary>
    public IReadOnlyList<CqlColumn> Columns => _shape.Columns;

    /// <summary>How many rows there are in this page. None does not mean that there are no more: <see cref="PagingState"/> does.</summary>
    public int Count { get; }

    /// <summary>Where the next page begins; null after the last.</summary>
    public ReadOnlyMemory<byte>? PagingState
        // A plain null would be converted, to a state of no bytes.
        => _pagingState is null ? default(ReadOnlyMemory<byte>?) : _pagingState;

    /// <summary>What the server warns of.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>Under which id the server traced the request, when it was asked to.</summary>
    public Guid? TracingId { get; internal init; }

    /// <summary>Whether a conditional statement was done: what its first row says. True of every other statement.</summary>
    /// <exception cref="ObjectDisposedException">The rows were given back.</exception>
    public bool IsApplied
    {
        get
        {
            var rows = GetReader();
            return !rows.Read() || _shape.IndexOf(Applied) is not (>= 0 and var column) || rows.Get<bool>(column);
        }
    }

    internal static CqlRowSet None { get; } = new();

    internal bool IsDisposed { get; private set; }

    /// <summary>Reads the rows from the first on. There may be several readers, one after the other or at once.</summary>
    /// <exception cref="ObjectDisposedException">The rows were given back.</exception>
    public CqlRowReader GetReader()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return new CqlRowReader(this, _shape, _response is { } response ? response.Body : default, _start, Count);
    }

    /// <summary>The first row as an object; the default when there is none.</summary>
    /// <typeparam name="T">As <see cref="CqlRowReader.Map"/> makes it.</typeparam>
    /// <exception cref="CqlTypeException">A <typeparamref name="T"/> cannot be made of the columns, or of the row's values.</exception>
    /// <exception cref="CqlProtocolException">The bytes are not values of the columns' types.</exception>
    /// <exception cref="ObjectDisposedException">The rows were given back.</exception>
    public T? FirstOrDefault<T>()
    {
        var row = GetReader();
        return _shape.Count > 0 && _shape.MapperOf<T>() is var mapper && row.Read() ? mapper.Map(ref row) : default;
    }

    /// <summary>All rows of this page as objects.</summary>
    /// <inheritdoc cref="FirstOrDefault"/>
    public List<T> ToList<T>()
    {
        var row = GetReader();
        if (_shape.Count == 0)
            return [];
        var mapper = _shape.MapperOf<T>();
        var list = new List<T>(Count);
        while (row.Read())
            list.Add(mapper.Map(ref row));
        return list;
    }

    /// <summary>Gives the bytes back. Readers must not be used any more.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _response, null) is not { } response)
            return;
        IsDisposed = true;
        response.Dispose();
    }
}
