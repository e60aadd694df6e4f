using Cql.Protocol;

namespace Cql.Types;

/// <summary>The elements of a vector whose sizes differ: each with its length as an [unsigned vint].</summary>
internal sealed class SizedVectorFormat<T>(CqlCodec<T> codec, int dimension) : VectorFormat<T>(dimension)
{
    public override int ReadCount(ref WireReader from) => from.ReadCount(Dimension, minBytesEach: 1);

    protected override void WriteElement(T element, WireBuffer to)
    {
        // The length of the length is known last, so the value moves to make room for it.
        var start = to.Length;
        codec.Write(NotNull(element), to);
        var length = to.Length - start;
        var room = VInt.SizeOfUnsigned((ulong)length);
        to.Append(room);
        var written = to.Written(start, room + length);
        written[..length].CopyTo(written[room..]);
        VInt.WriteUnsigned((ulong)length, written[..room]);
    }

    protected override T ReadElement(ref WireReader from)
    {
        var length = VInt.ReadUnsigned(ref from);
        if (length > int.MaxValue)
            throw new CqlProtocolException($"An element of {length} bytes is announced, and {from.Remaining} bytes are left.");
        return codec.ReadValue(isNull: false, from.Take((int)length));
    }
}
