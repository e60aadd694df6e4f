using System.Buffers.Binary;
using System.Numerics;
using Cql.Protocol;

namespace Cql.Types;

/// <summary>Numbers of 1 to 9 bytes: native protocol v5, section 3, [unsigned vint] and [vint]. The ones that the first byte begins with say how many follow.</summary>
internal static class VInt
{
    private const int MaxExtra = 8;

    /// <summary>[unsigned vint]</summary>
    public static void WriteUnsigned(ulong value, WireBuffer to)
    {
        // Seven bits a byte, but the ninth byte brings eight.
        var extra = Math.Min((BitOperations.Log2(value | 1)) / 7, MaxExtra);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        var marks = (byte)~(byte.MaxValue >> extra);
        to.WriteByte((byte)(marks | (extra == MaxExtra ? 0 : (byte)(value >> (8 * extra)))));
        to.WriteRaw(bytes[(sizeof(ulong) - extra)..]);
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
