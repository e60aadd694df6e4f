using Cql.Protocol;

namespace Cql.Types;

/// <summary>How the elements of a list, set or vector follow each other; whatever the CLR's collection is. Immutable, for any thread.</summary>
internal abstract class ElementFormat<T>
{
    /// <summary>Writes all of them.</summary>
    /// <exception cref="CqlTypeException">There are too many or too few, or one cannot be stored.</exception>
    public virtual void WriteAll(ReadOnlySpan<T> elements, WireBuffer to)
    {
        Begin(elements.Length, to);
        foreach (var element in elements)
            WriteElement(element, to);
    }

    /// <summary>Writes all of them, out of a collection that does not lie in a row.</summary>
    /// <inheritdoc cref="WriteAll(ReadOnlySpan{T}, WireBuffer)"/>
    public void WriteAll(IReadOnlyCollection<T> elements, WireBuffer to)
    {
        var left = elements.Count;
        Begin(left, to);
        foreach (var element in elements)
        {
            WriteElement(element, to);
            left--;
        }

        if (left != 0)
            throw new CqlTypeException("The collection was changed while it was written.");
    }

    /// <summary>Reads all of them.</summary>
    public T[] ReadArray(ReadOnlySpan<byte> value)
    {
        var from = new WireReader(value);
        var count = ReadCount(ref from);
        T[] elements = count == 0 ? [] : new T[count];
        ReadAll(ref from, elements);
        return elements;
    }

    /// <summary>Reads what comes before the elements: how many there are, which is no more than the bytes can hold.</summary>
    public abstract int ReadCount(ref WireReader from);

    /// <summary>Fills a span with elements, after which no bytes are left.</summary>
    public virtual void ReadAll(ref WireReader from, Span<T> elements)
    {
        foreach (ref var element in elements)
            element = ReadElement(ref from);
        if (from.Remaining > 0)
            throw new CqlProtocolException($"{from.Remaining} bytes come after the last element.");
    }

    /// <summary>Writes what comes before the elements.</summary>
    protected abstract void Begin(int count, WireBuffer to);

    protected abstract void WriteElement(T element, WireBuffer to);

    protected abstract T ReadElement(ref WireReader from);

    /// <summary>CQL has no null in collections. The server holds to it in sets and vectors, ends with an internal error in lists, and takes it into frozen ones.</summary>
    protected static T NotNull(T element)
        => element is not null ? element : throw new CqlTypeException("An element is null, which a collection cannot hold.");
}
