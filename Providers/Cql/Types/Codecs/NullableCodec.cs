using Cql.Protocol;

namespace Cql.Types;

/// <summary>A value type that may be null.</summary>
internal sealed class NullableCodec<T>(CqlCodec<T> codec) : CqlCodec<T?> where T : struct
{
    public override bool ReadsEmpty => codec.ReadsEmpty;

    public override void Write(T? value, WireBuffer to) => codec.Write(value.GetValueOrDefault(), to);

    public override T? Read(ReadOnlySpan<byte> value) => codec.Read(value);
}
