using System.Buffers.Binary;
using System.Numerics;

namespace Cql.Topology;

/// <summary>
/// Where a partition key lies on the ring: the first half of MurmurHash3 x64_128 with seed 0, as Cassandra's
/// <c>Murmur3Partitioner</c> computes it. It differs from the published hash: the last bytes, that fill no block, are signed.
/// </summary>
internal static class Murmur3Token
{
    /// <summary>The least token. No key but the empty one has it.</summary>
    public const long Minimum = long.MinValue;

    private const int BlockSize = 16;
    private const ulong C1 = 0x87C37B91114253D5;
    private const ulong C2 = 0x4CF5AD432745937F;

    /// <summary>The token of a key: the value of its only component, or each component as [short bytes] and a zero.</summary>
    public static long Of(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
            return Minimum;
        ulong h1 = 0, h2 = 0;
        var rest = key;
        for (; rest.Length >= BlockSize; rest = rest[BlockSize..])
        {
            h1 ^= MixFirst(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52DCE729;
            h2 ^= MixSecond(BinaryPrimitives.ReadUInt64LittleEndian(rest[sizeof(ulong)..]));
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495AB5;
        }

        if (rest.Length > sizeof(ulong))
        {
            h2 ^= MixSecond(Signed(rest[sizeof(ulong)..]));
            rest = rest[..sizeof(ulong)];
        }

        h1 ^= MixFirst(Signed(rest));
        h1 ^= (ulong)key.Length;
        h2 ^= (ulong)key.Length;
        h1 += h2;
        h2 += h1;
        var token = (long)(Finish(h1) + Finish(h2));
        return token == Minimum ? long.MaxValue : token;
    }

    // No bytes at all give 0, and 0 is mixed into 0: so a key of full blocks needs no case of its own.
    private static ulong Signed(ReadOnlySpan<byte> bytes)
    {
        var result = 0L;
        for (var i = 0; i < bytes.Length; i++)
            result ^= (long)(sbyte)bytes[i] << (8 * i);
        return (ulong)result;
    }

    private static ulong MixFirst(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    private static ulong MixSecond(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    private static ulong Finish(ulong h)
    {
        h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
        h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
        return h ^ (h >> 33);
    }
}
