using System.Buffers.Binary;
using System.Numerics;
using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>decimal</c> with all its digits.</summary>
internal sealed class CqlDecimalCodec : CqlCodec<CqlDecimal>
{
    /// <summary>Splits one into its scale and the bytes of its digits.</summary>
    public static int ReadScale(ReadOnlySpan<byte> value, out ReadOnlySpan<byte> digits)
    {
        if (value.Length <= sizeof(int))
            throw new CqlProtocolException($"A decimal has more than {sizeof(int)} bytes, and {value.Length} came.");
        digits = value[sizeof(int)..];
        return BinaryPrimitives.ReadInt32BigEndian(value);
    }

    public override void Write(CqlDecimal value, WireBuffer to)
    {
        to.WriteInt32(value.Scale);
        VarIntBytes.Write(value.Unscaled, to);
    }

    public override CqlDecimal Read(ReadOnlySpan<byte> value)
    {
        var scale = ReadScale(value, out var digits);
        return new CqlDecimal(new BigInteger(digits, isBigEndian: true), scale);
    }
}
