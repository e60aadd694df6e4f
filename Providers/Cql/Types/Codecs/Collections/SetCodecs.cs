using Cql.Protocol;

namespace Cql.Types;

/// <summary>Elements in a set.</summary>
internal sealed class HashSetCodec<T>(ElementFormat<T> format) : CqlCodec<HashSet<T>>
{
    public static HashSet<T> ReadSet(ElementFormat<T> format, ReadOnlySpan<byte> value)
    {
        var elements = format.ReadArray(value);
        var set = new HashSet<T>(elements.Length);
        foreach (var element in elements)
        {
            if (!set.Add(element))
                throw new CqlTypeException($"Two elements that the server tells apart are the same {ClrName.Of(typeof(T))}; they can be read as an array.");
        }

        return set;
    }

    public override void Write(HashSet<T> value, WireBuffer to) => format.WriteAll(value, to);

    public override HashSet<T> Read(ReadOnlySpan<byte> value) => ReadSet(format, value);
}

/// <summary>Elements in any set.</summary>
internal sealed class ReadOnlySetCodec<T>(ElementFormat<T> format) : CqlCodec<IReadOnlySet<T>>
{
    public override void Write(IReadOnlySet<T> value, WireBuffer to) => format.WriteAll(value, to);

    public override IReadOnlySet<T> Read(ReadOnlySpan<byte> value) => HashSetCodec<T>.ReadSet(format, value);
}
