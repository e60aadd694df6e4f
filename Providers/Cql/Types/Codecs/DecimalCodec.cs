using Cql.Protocol;

namespace Cql.Types;

/// <summary><c>decimal</c>: a scale of 32 bits, then the digits as <c>varint</c> has them. What does not fit is an error, never rounded.</summary>
internal sealed class DecimalCodec : CqlCodec<decimal>
{
    private const int MaxScale = 28;

    private static readonly Int128 MaxDigits = (Int128)decimal.MaxValue;

    public override void Write(decimal value, WireBuffer to)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var digits = ((Int128)(uint)parts[2] << 64) | ((Int128)(uint)parts[1] << 32) | (uint)parts[0];
        to.WriteInt32(value.Scale);
        VarIntBytes.Write(decimal.IsNegative(value) ? -digits : digits, to);
    }

    public override decimal Read(ReadOnlySpan<byte> value)
    {
        var scale = CqlDecimalCodec.ReadScale(value, out var bytes);
        if (!VarIntBytes.TryRead(bytes, out var digits) || !TryShift(ref digits, ref scale))
            throw new CqlTypeException("The number does not fit into a decimal without rounding; it can be read as CqlDecimal.");
        var positive = (UInt128)Int128.Abs(digits);
        return new decimal((int)(uint)positive, (int)(uint)(positive >> 32), (int)(uint)(positive >> 64), digits < 0, (byte)scale);
    }

    /// <summary>Brings the scale to where a decimal can have it, as long as only zeros come and go.</summary>
    private static bool TryShift(ref Int128 digits, ref int scale)
    {
        if (digits == 0)
        {
            scale = Math.Clamp(scale, 0, MaxScale);
            return true;
        }

        if (digits == Int128.MinValue)
            return false;
        for (; scale > MaxScale && digits % 10 == 0; scale--)
            digits /= 10;
        for (; scale < 0 && Int128.Abs(digits) <= MaxDigits; scale++)
            digits *= 10;
        return scale is >= 0 and <= MaxScale && Int128.Abs(digits) <= MaxDigits;
    }
}
