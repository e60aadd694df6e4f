using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Cql.Results;
using Cql.Types;

namespace Cql;

/// <summary>
/// Reads rows where they came, one after the other; nothing is copied but what is asked for. Columns are cheapest read in their order.
/// </summary>
/// <remarks>
/// <para>Null is default where a type can be null, and an error where it cannot: ask for <c>int?</c>, or by <see cref="GetOrDefault"/>.</para>
/// <para>An empty value, which the server can hold of most types (<c>blobAsInt(0x)</c>), is null too, except where it says something:
/// of <c>text</c>, <c>ascii</c>, <c>blob</c> and custom types, and of tuples and user-defined types, whose parts are all null then.</para>
/// <para>Valid until its <see cref="CqlRowSet"/> is disposed.</para>
/// </remarks>
public ref struct CqlRowReader
{
    private const int NoColumn = -1;

    private readonly CqlRowSet _rows;
    private readonly ResultShape _shape;
    private readonly ReadOnlySpan<byte> _body;
    private int _left;
    private bool _isOnRow;

    // The cell that was asked for last, with its length of −1 for null; each is parsed once as long as columns are read in their order.
    private int _column = NoColumn;
    private int _cellStart;
    private int _cellLength;
    private int _nextCell;
    private int _rowStart;

    internal CqlRowReader(CqlRowSet rows, ResultShape shape, ReadOnlySpan<byte> body, int start, int count)
    {
        (_rows, _shape, _left) = (rows, shape, count);
        _body = body;
        _rowStart = _nextCell = start;
    }

    /// <summary>Moves to the next row, the first at first.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="CqlProtocolException">The bytes end before the row.</exception>
    /// <exception cref="ObjectDisposedException">The rows were given back.</exception>
    public bool Read()
    {
        ObjectDisposedException.ThrowIf(_rows.IsDisposed, typeof(CqlRowSet));
        if (_isOnRow)
            MoveTo(_shape.Count - 1);
        (_rowStart, _column) = (_nextCell, NoColumn);
        _isOnRow = _left > 0;
        if (_isOnRow)
            _left--;
        return _isOnRow;
    }

    /// <summary>The place of a column.</summary>
    /// <param name="name">Its name; its case matters only where two columns differ by nothing else.</param>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public readonly int Ordinal(string name)
    {
        var column = _shape.IndexOf(name);
        return column >= 0 ? column : throw new ArgumentException(
            $"There is no column {name}; there are {string.Join(", ", _shape.Columns.Select(known => known.Name))}.", nameof(name));
    }

    /// <summary>The value of a column.</summary>
    /// <exception cref="CqlTypeException">The column is of another type, or this value does not fit into a <typeparamref name="T"/>, or is null, which it cannot be.</exception>
    /// <exception cref="CqlProtocolException">The bytes are not a value of the column's type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">There is no row: <see cref="Read"/> was not called, or answered false.</exception>
    public T Get<T>(int column) => Get<T>(column, codec: null);

    /// <summary>The value of a column, found by its name.</summary>
    /// <inheritdoc cref="Get{T}(int)"/>
    /// <exception cref="ArgumentException">There is no column of this name.</exception>
    public T Get<T>(string name) => Get<T>(Ordinal(name));

    /// <summary>The value of a column, or the default where it is null.</summary>
    /// <inheritdoc cref="Get{T}(int)"/>
    public T? GetOrDefault<T>(int column)
    {
        var isNull = !TryFind(column, out var value);
        try
        {
            var codec = CqlCodecs.Find<T>(_shape[column].Type);
            return isNull || (value.IsEmpty && !codec.ReadsEmpty) ? default : codec.Read(value);
        }
        catch (CqlTypeException error)
        {
            throw error.At(_shape[column], typeof(T));
        }
        catch (CqlProtocolException error)
        {
            throw Malformed(column, error);
        }
    }

    /// <summary>Whether a column is null.</summary>
    /// <inheritdoc cref="GetBytes"/>
    public bool IsNull(int column) => !TryFind(column, out var value) || (value.IsEmpty && !_shape[column].Type.HasEmptyValue);

    /// <summary>The bytes of a column as the server sent them, without a copy; empty when it is null.</summary>
    /// <exception cref="CqlProtocolException">The bytes of the rows end before it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="InvalidOperationException">There is no row: <see cref="Read"/> was not called, or answered false.</exception>
    public ReadOnlySpan<byte> GetBytes(int column)
    {
        TryFind(column, out var value);
        return value;
    }

    /// <summary>The row as an object.</summary>
    /// <typeparam name="T">
    /// What the only column can be; or a tuple of as many elements as there are columns; or a class or record with a constructor, or with
    /// properties that can be set, whose names are the columns': case does not matter, and <c>placed_at</c> is <c>PlacedAt</c>. Columns that have no
    /// member are left out, and so are properties that have no column, unless they are <c>required</c>.
    /// </typeparam>
    /// <exception cref="CqlTypeException">A <typeparamref name="T"/> cannot be made of the columns, or of this row's values.</exception>
    /// <exception cref="CqlProtocolException">The bytes are not values of the columns' types.</exception>
    /// <exception cref="InvalidOperationException">There is no row: <see cref="Read"/> was not called, or answered false.</exception>
    public T Map<T>() => _shape.MapperOf<T>().Map(ref this);

    /// <summary>The value of a column, by a codec that was found before.</summary>
    internal T Get<T>(int column, CqlCodec<T>? codec)
    {
        var isNull = !TryFind(column, out var value);
        try
        {
            return (codec ?? CqlCodecs.Find<T>(_shape[column].Type)).ReadValue(isNull, value);
        }
        catch (CqlTypeException error)
        {
            throw error.At(_shape[column], typeof(T));
        }
        catch (CqlProtocolException error)
        {
            throw Malformed(column, error);
        }
    }

    private readonly CqlProtocolException Malformed(int column, CqlProtocolException error)
        => new($"{_shape[column].Name} ({_shape[column].Type}): {error.Message}", error);

    /// <summary>Finds the bytes of a column; false when it is null.</summary>
    private bool TryFind(int column, out ReadOnlySpan<byte> value)
    {
        if (!_isOnRow)
            ThrowNoRow();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)_shape.Count, nameof(column));
        if (column < _column)
            (_nextCell, _column) = (_rowStart, NoColumn);
        MoveTo(column);
        value = _body.Slice(_cellStart, Math.Max(_cellLength, 0));
        return _cellLength >= 0;
    }

    private void MoveTo(int column)
    {
        for (; _column < column; _column++)
        {
            var start = _nextCell + sizeof(int);
            if (!BinaryPrimitives.TryReadInt32BigEndian(_body[_nextCell..], out var length) || length > _body.Length - start)
                ThrowShort();
            (_cellStart, _cellLength, _nextCell) = (start, length, start + Math.Max(length, 0));
        }
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void ThrowShort()
        => throw new CqlProtocolException($"The rows end before column {_column + 1}, {_body.Length - _nextCell} bytes after the one before it.");

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowNoRow() => throw new InvalidOperationException("There is no row: Read was not called, or answered false.");
}
