using System.Runtime.InteropServices;
using Cql.Protocol;

namespace Cql.Types;

/// <summary>Elements in an array.</summary>
internal sealed class ArrayCodec<T>(ElementFormat<T> format) : CqlCodec<T[]>
{
    public override void Write(T[] value, WireBuffer to) => format.WriteAll(value.AsSpan(), to);

    public override T[] Read(ReadOnlySpan<byte> value) => format.ReadArray(value);
}

/// <summary>Elements in memory that belongs to something else.</summary>
internal sealed class MemoryCodec<T>(ElementFormat<T> format) : CqlCodec<ReadOnlyMemory<T>>
{
    public override void Write(ReadOnlyMemory<T> value, WireBuffer to) => format.WriteAll(value.Span, to);

    public override ReadOnlyMemory<T> Read(ReadOnlySpan<byte> value) => format.ReadArray(value);
}

/// <summary>Elements in a list.</summary>
internal sealed class ListCodec<T>(ElementFormat<T> format) : CqlCodec<List<T>>
{
    public override void Write(List<T> value, WireBuffer to) => format.WriteAll(CollectionsMarshal.AsSpan(value), to);

    public override List<T> Read(ReadOnlySpan<byte> value)
    {
        var from = new WireReader(value);
        var list = new List<T>();
        CollectionsMarshal.SetCount(list, format.ReadCount(ref from));
        format.ReadAll(ref from, CollectionsMarshal.AsSpan(list));
        return list;
    }
}

/// <summary>Elements in anything that can be counted and looked through; read as an array.</summary>
internal sealed class ReadOnlyListCodec<T>(ElementFormat<T> format) : CqlCodec<IReadOnlyList<T>>
{
    public override void Write(IReadOnlyList<T> value, WireBuffer to)
    {
        if (value is T[] array)
            format.WriteAll(array.AsSpan(), to);
        else if (value is List<T> list)
            format.WriteAll(CollectionsMarshal.AsSpan(list), to);
        else
            format.WriteAll(value, to);
    }

    public override IReadOnlyList<T> Read(ReadOnlySpan<byte> value) => format.ReadArray(value);
}
