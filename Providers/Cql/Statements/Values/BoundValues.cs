using System.Buffers.Binary;
using Cql.Protocol;
using Cql.Types;

namespace Cql.Statements.Values;

/// <summary>
/// The values of one request: encoded as they are set, in any order, and sent in the parameters' order. What is never set is unset,
/// which leaves a column as it is. To be used again after <see cref="Reset"/>, without an allocation then.
/// </summary>
/// <remarks>Not safe for use by two threads.</remarks>
internal sealed class BoundValues : IValueWriter, IDisposable
{
    private const int IsNull = -1;
    private const int IsUnset = -2;
    private const int NoPlace = -1;

    // Each value with its length before it, in the order of setting; the places are by parameter.
    private readonly WireBuffer _values = new();
    private int[] _places = [];
    private IReadOnlyList<CqlColumn> _parameters = [];

    /// <inheritdoc/>
    public int Count => _parameters.Count;

    /// <summary>How many bytes the values take.</summary>
    public int Size => _values.Length;

    /// <summary>Begins anew, with other parameters.</summary>
    public void Reset(IReadOnlyList<CqlColumn> parameters)
    {
        _parameters = parameters;
        _values.Clear();
        if (_places.Length < parameters.Count)
            _places = new int[parameters.Count];
        _places.AsSpan(0, parameters.Count).Fill(NoPlace);
    }

    /// <summary>Sets a value; null is null. A value that cannot be stored leaves what was there before.</summary>
    /// <exception cref="CqlTypeException">The parameter has another type, or the value does not fit into it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such parameter.</exception>
    public void Set<T>(int index, T value)
    {
        var parameter = Parameter(index);
        if (typeof(T) == typeof(CqlUnset))
        {
            SetUnset(index);
            return;
        }

        var place = _values.Length;
        try
        {
            CqlCodecs.Find<T>(parameter.Type).WriteValue(value, _values);
        }
        catch (CqlTypeException error)
        {
            _values.Truncate(place);
            throw error.At(parameter, typeof(T));
        }
        catch
        {
            _values.Truncate(place);
            throw;
        }

        SetPlace(index, place);
    }

    /// <summary>Sets the bytes of a value, whatever its type.</summary>
    public void SetBytes(int index, ReadOnlySpan<byte> value)
    {
        Parameter(index);
        var place = _values.Length;
        _values.WriteBytes(value);
        SetPlace(index, place);
    }

    /// <summary>Sets null, which deletes a column.</summary>
    public void SetNull(int index)
    {
        Parameter(index);
        var place = _values.Length;
        _values.WriteInt32(IsNull);
        SetPlace(index, place);
    }

    /// <summary>Leaves a column as it is.</summary>
    public void SetUnset(int index)
    {
        Parameter(index);
        _places[index] = NoPlace;
    }

    /// <inheritdoc/>
    public void WriteTo(WireBuffer body)
    {
        foreach (var place in _places.AsSpan(0, Count))
        {
            if (place == NoPlace)
                body.WriteInt32(IsUnset);
            else
                body.WriteRaw(_values.Written(place, SizeAt(place)));
        }
    }

    /// <summary>Writes the partition key as its token is made of. False when a part of it is missing, or longer than a key can be: the server says so then.</summary>
    public bool TryGetRoutingKey(IReadOnlyList<int> partitionKey, WireBuffer to)
    {
        if (partitionKey.Count == 0)
            return false;
        for (var i = 0; i < partitionKey.Count; i++)
        {
            var place = _places[partitionKey[i]];
            if (place == NoPlace || LengthAt(place) is < 0 or > ushort.MaxValue)
                return false;
        }

        if (partitionKey.Count == 1)
        {
            to.WriteRaw(ValueAt(_places[partitionKey[0]]));
            return true;
        }

        for (var i = 0; i < partitionKey.Count; i++)
        {
            to.WriteShortBytes(ValueAt(_places[partitionKey[i]]));
            to.WriteByte(0);
        }

        return true;
    }

    /// <summary>Gives the bytes back. May be used again after that.</summary>
    public void Dispose()
    {
        Reset([]);
        _values.Dispose();
    }

    private CqlColumn Parameter(int index)
        => (uint)index < (uint)_parameters.Count
            ? _parameters[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The statement has {_parameters.Count} parameters.");

    /// <summary>A value that is set again goes where the former was, when there is room: setting for ever does not grow for ever.</summary>
    private void SetPlace(int index, int place)
    {
        var former = _places[index];
        var size = _values.Length - place;
        if (former != NoPlace && SizeAt(former) >= size)
        {
            _values.Written(place, size).CopyTo(_values.Written(former, size));
            _values.Truncate(place);
            place = former;
        }

        _places[index] = place;
    }

    private int LengthAt(int place) => BinaryPrimitives.ReadInt32BigEndian(_values.Written(place, sizeof(int)));

    private int SizeAt(int place) => sizeof(int) + Math.Max(LengthAt(place), 0);

    private ReadOnlySpan<byte> ValueAt(int place) => _values.Written(place + sizeof(int), LengthAt(place));
}
