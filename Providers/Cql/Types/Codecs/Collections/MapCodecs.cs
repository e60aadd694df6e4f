using Cql.Protocol;

namespace Cql.Types;

/// <summary>How the entries of a <c>map</c> follow each other: a count, then each key and each value with its length.</summary>
internal sealed class MapFormat<TKey, TValue>(CqlCodec<TKey> keys, CqlCodec<TValue> values) where TKey : notnull
{
    public void WriteEntry(TKey key, TValue value, WireBuffer to)
    {
        if (value is null)
            throw new CqlTypeException("A value is null, which a map cannot hold.");
        keys.WriteValue(key, to);
        values.WriteValue(value, to);
    }

    public Dictionary<TKey, TValue> Read(ReadOnlySpan<byte> value)
    {
        var from = new WireReader(value);
        var count = from.ReadCount(from.ReadInt32(), 2 * sizeof(int));
        var map = new Dictionary<TKey, TValue>(count);
        for (; count > 0; count--)
        {
            var key = keys.ReadValue(ref from);
            if (key is null)
                throw new CqlProtocolException("A key is null.");
            if (!map.TryAdd(key, values.ReadValue(ref from)))
                throw new CqlTypeException($"Two keys that the server tells apart are the same {ClrName.Of(typeof(TKey))}.");
        }

        return from.Remaining == 0 ? map : throw new CqlProtocolException($"{from.Remaining} bytes come after the last entry.");
    }
}

/// <summary>Entries in a dictionary.</summary>
internal sealed class DictionaryCodec<TKey, TValue>(CqlCodec<TKey> keys, CqlCodec<TValue> values) : CqlCodec<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    private readonly MapFormat<TKey, TValue> _format = new(keys, values);

    public override void Write(Dictionary<TKey, TValue> value, WireBuffer to)
    {
        to.WriteInt32(value.Count);
        foreach (var (key, entry) in value)
            _format.WriteEntry(key, entry, to);
    }

    public override Dictionary<TKey, TValue> Read(ReadOnlySpan<byte> value) => _format.Read(value);
}

/// <summary>Entries in any dictionary.</summary>
internal sealed class ReadOnlyDictionaryCodec<TKey, TValue>(CqlCodec<TKey> keys, CqlCodec<TValue> values) : CqlCodec<IReadOnlyDictionary<TKey, TValue>>
    where TKey : notnull
{
    private readonly MapFormat<TKey, TValue> _format = new(keys, values);

    public override void Write(IReadOnlyDictionary<TKey, TValue> value, WireBuffer to)
    {
        var left = value.Count;
        to.WriteInt32(left);
        foreach (var (key, entry) in value)
        {
            _format.WriteEntry(key, entry, to);
            left--;
        }

        if (left != 0)
            throw new CqlTypeException("The dictionary was changed while it was written.");
    }

    public override IReadOnlyDictionary<TKey, TValue> Read(ReadOnlySpan<byte> value) => _format.Read(value);
}
