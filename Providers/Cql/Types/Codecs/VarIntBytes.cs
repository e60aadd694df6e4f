using System.Buffers.Binary;
using System.Numerics;
using Cql.Protocol;

namespace Cql.Types;

/// <summary>Whole numbers as <c>varint</c> and <c>decimal</c> have them: two's complement, big-endian, as few bytes as the sign allows.</summary>
internal static class VarIntBytes
{
    private const int Int128Size = 16;

    /// <summary>Writes it in as few bytes as can be.</summary>
    public static void Write(Int128 value, WireBuffer to)
    {
        Span<byte> bytes = stackalloc byte[Int128Size];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        to.WriteRaw(Trim(bytes));
    }

    /// <summary>Writes it in as few bytes as can be.</summary>
    public static void Write(BigInteger value, WireBuffer to) => value.TryWriteBytes(to.Append(value.GetByteCount()), out _, isBigEndian: true);

    /// <summary>Reads what fits into 16 bytes, once the bytes that only repeat the sign are left out.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Int128 value)
    {
        var trimmed = Trim(bytes);
        value = 0;
        if (trimmed.Length > Int128Size)
            return false;
        Span<byte> all = stackalloc byte[Int128Size];
        all.Fill(IsNegative(trimmed) ? byte.MaxValue : byte.MinValue);
        trimmed.CopyTo(all[(Int128Size - trimmed.Length)..]);
        value = BinaryPrimitives.ReadInt128BigEndian(all);
        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        var sign = IsNegative(bytes) ? byte.MaxValue : byte.MinValue;
        while (bytes.Length > 1 && bytes[0] == sign && ((bytes[1] ^ sign) & 0x80) == 0)
            bytes = bytes[1..];
        return bytes;
    }

    private static bool IsNegative(ReadOnlySpan<byte> bytes) => !bytes.IsEmpty && bytes[0] >= 0x80;
}
