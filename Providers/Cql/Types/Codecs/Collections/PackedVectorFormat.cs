using Cql.Protocol;

namespace Cql.Types;

/// <summary>The elements of a vector whose type has one size: one behind the other and nothing else.</summary>
internal sealed class PackedVectorFormat<T>(CqlCodec<T> codec, int dimension, int size) : VectorFormat<T>(dimension)
{
    public override void WriteAll(ReadOnlySpan<T> elements, WireBuffer to)
    {
        if (!BigEndianBlock.Handles<T>())
        {
            base.WriteAll(elements, to);
            return;
        }

        Begin(elements.Length, to);
        BigEndianBlock.Write(elements, to.Append(checked(elements.Length * size)));
    }

    public override int ReadCount(ref WireReader from)
        => from.Remaining == (long)Dimension * size
            ? Dimension
            : throw new CqlProtocolException($"A vector of {Dimension} elements of {size} bytes is due, and {from.Remaining} bytes came.");

    public override void ReadAll(ref WireReader from, Span<T> elements)
    {
        if (BigEndianBlock.Handles<T>())
            BigEndianBlock.Read(from.Take(from.Remaining), elements);
        else
            base.ReadAll(ref from, elements);
    }

    protected override void WriteElement(T element, WireBuffer to) => codec.Write(NotNull(element), to);

    protected override T ReadElement(ref WireReader from) => codec.Read(from.Take(size));
}
