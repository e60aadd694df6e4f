using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cql.Types;

/// <summary>Turns many numbers round at once, which the processor does by vector: an embedding of 1,536 floats would else be as many calls.</summary>
internal static class BigEndianBlock
{
    /// <summary>Whether this is such a number, whose only encoding within a vector is its own bytes turned round.</summary>
    public static bool Handles<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(int) || typeof(T) == typeof(double) || typeof(T) == typeof(long);

    /// <summary>Writes numbers for which there is just enough room.</summary>
    public static void Write<T>(ReadOnlySpan<T> from, Span<byte> to)
    {
        var native = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(from)), to.Length);
        Reverse<T>(native, to);
    }

    /// <summary>Reads as many numbers as there are bytes for.</summary>
    public static void Read<T>(ReadOnlySpan<byte> from, Span<T> to)
    {
        var native = MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(to)), Unsafe.SizeOf<T>() * to.Length);
        Reverse<T>(from, native);
    }

    private static void Reverse<T>(ReadOnlySpan<byte> from, Span<byte> to)
    {
        if (!BitConverter.IsLittleEndian)
            from.CopyTo(to);
        else if (Unsafe.SizeOf<T>() == sizeof(int))
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(from), MemoryMarshal.Cast<byte, int>(to));
        else
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(from), MemoryMarshal.Cast<byte, long>(to));
    }
}
