using System.Buffers.Binary;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>float</c></summary>
internal sealed class SingleCodec : CqlCodec<float>
{
    public override void Write(float value, WireBuffer to) => BinaryPrimitives.WriteSingleBigEndian(to.Append(4), value);

    public override float Read(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadSingleBigEndian(FixedSize.Of(4, value));
}

/// <summary><c>double</c></summary>
internal sealed class DoubleCodec : CqlCodec<double>
{
    public override void Write(double value, WireBuffer to) => BinaryPrimitives.WriteDoubleBigEndian(to.Append(8), value);

    public override double Read(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadDoubleBigEndian(FixedSize.Of(8, value));
}
