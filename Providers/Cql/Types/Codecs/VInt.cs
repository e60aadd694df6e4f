using System.Numerics;
using Cql.Protocol;

namespace Cql.Types;

/// <summary>Numbers of 1 to 9 bytes: native protocol v5, section 3, [unsigned vint] and [vint]. The ones that the first byte begins with say how many follow.</summary>
internal static class VInt
{
    private const int MaxExtra = 8;

    /// <summary>How many bytes an [unsigned vint] has. Each brings seven bits, and the ninth eight.</summary>
    public static int SizeOfUnsigned(ulong value) => Math.Min(BitOperations.Log2(value | 1) / 7, MaxExtra) + 1;

    /// <summary>[unsigned vint]</summary>
    public static void WriteUnsigned(ulong value, WireBuffer to) => WriteUnsigned(value, to.Append(SizeOfUnsigned(value)));

    /// <summary>[unsigned vint], which fills its room.</summary>
    public static void WriteUnsigned(ulong value, Span<byte> to)
    {
        for (var i = to.Length - 1; i >= 0; i--, value >>= 8)
            to[i] = (byte)value;
        to[0] |= (byte)~(byte.MaxValue >> (to.Length - 1));
    }

    /// <summary>[vint]: small numbers of either sign are short.</summary>
    public static void Write(long value, WireBuffer to) => WriteUnsigned((ulong)((value << 1) ^ (value >> 63)), to);

    /// <summary>[unsigned vint]</summary>
    public static ulong ReadUnsigned(ref WireReader from)
    {
        var first = from.ReadByte();
        var extra = BitOperations.LeadingZeroCount((uint)(byte)~first) - 24;
        var value = (ulong)(first & (byte.MaxValue >> extra));
        foreach (var next in from.Take(extra))
            value = (value << 8) | next;
        return value;
    }

    /// <summary>[vint]</summary>
    public static long Read(ref WireReader from)
    {
        var value = ReadUnsigned(ref from);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
