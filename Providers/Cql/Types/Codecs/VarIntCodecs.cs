using System.Numerics;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>varint</c></summary>
internal sealed class BigIntegerCodec : CqlCodec<BigInteger>
{
    public override void Write(BigInteger value, WireBuffer to) => VarIntBytes.Write(value, to);

    public override BigInteger Read(ReadOnlySpan<byte> value) => new(value, isBigEndian: true);
}

/// <summary><c>varint</c> that fits into 64 bits.</summary>
internal sealed class VarIntInt64Codec : CqlCodec<long>
{
    public override void Write(long value, WireBuffer to) => VarIntBytes.Write(value, to);

    public override long Read(ReadOnlySpan<byte> value)
        => VarIntBytes.TryRead(value, out var number) && number >= long.MinValue && number <= long.MaxValue
            ? (long)number
            : throw new CqlTypeException("The number does not fit into a long; it can be read as BigInteger.");
}

/// <summary><c>varint</c> that fits into 32 bits.</summary>
internal sealed class VarIntInt32Codec : CqlCodec<int>
{
    public override void Write(int value, WireBuffer to) => VarIntBytes.Write(value, to);

    public override int Read(ReadOnlySpan<byte> value)
        => VarIntBytes.TryRead(value, out var number) && number >= int.MinValue && number <= int.MaxValue
            ? (int)number
            : throw new CqlTypeException("The number does not fit into an int; it can be read as BigInteger.");
}
