using Cql.Protocol;

namespace Cql.Types;

/// <summary>Turns a <typeparamref name="T"/> into the bytes of one CQL type and back. Immutable, for any thread.</summary>
internal abstract class CqlCodec<T> : CqlCodec
{
    public sealed override Type ClrType => typeof(T);

    /// <summary>Writes a value that is not null, without a length before it.</summary>
    /// <exception cref="CqlTypeException">The value cannot be stored as it is.</exception>
    public abstract void Write(T value, WireBuffer to);

    /// <summary>Reads what is neither null nor empty, unless <see cref="CqlCodec.ReadsEmpty"/>.</summary>
    /// <exception cref="CqlProtocolException">The bytes are not of the type.</exception>
    /// <exception cref="CqlTypeException">The value does not fit into a <typeparamref name="T"/>.</exception>
    public abstract T Read(ReadOnlySpan<byte> value);

    /// <summary>[value]: with its length, −1 for null.</summary>
    public void WriteValue(T value, WireBuffer to)
    {
        if (value is null)
        {
            to.WriteInt32(-1);
            return;
        }

        var place = to.ReserveInt32();
        Write(value, to);
        to.PatchLength(place);
    }

    /// <summary>[value] after its length was read.</summary>
    public T ReadValue(bool isNull, ReadOnlySpan<byte> value)
    {
        if (!isNull && (!value.IsEmpty || ReadsEmpty))
            return Read(value);
        return default(T) is null ? default! : throw new CqlTypeException($"The value is null, which a {ClrName.Of(typeof(T))} cannot be.");
    }

    /// <summary>[value] out of a value that has parts.</summary>
    public T ReadValue(ref WireReader from)
    {
        var isNull = !from.TryReadBytes(out var value);
        return ReadValue(isNull, value);
    }

    public sealed override void WriteBoxed(object value, WireBuffer to) => Write((T)value, to);

    public sealed override object ReadBoxed(ReadOnlySpan<byte> value) => Read(value)!;
}
