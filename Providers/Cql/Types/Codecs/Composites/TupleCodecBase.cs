using Cql.Protocol;

namespace Cql.Types;

/// <summary>A <c>tuple</c>: each element with its length. One that is short has null at its end, and one of no bytes is all null.</summary>
internal abstract class TupleCodecBase<T> : CqlCodec<T>
{
    public override bool ReadsEmpty => true;

    public sealed override T Read(ReadOnlySpan<byte> value)
    {
        var from = new WireReader(value);
        var tuple = Read(ref from);
        return from.Remaining == 0 ? tuple : throw new CqlProtocolException($"{from.Remaining} bytes come after the last element.");
    }

    protected static TElement Next<TElement>(CqlCodec<TElement> codec, ref WireReader from)
        => from.Remaining == 0 ? codec.ReadValue(isNull: true, default) : codec.ReadValue(ref from);

    protected abstract T Read(ref WireReader from);
}
