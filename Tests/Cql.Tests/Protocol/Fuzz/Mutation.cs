using System.Buffers.Binary;

namespace Cql.Tests.Protocol.Fuzz;

/// <summary>Small damage to bytes, of the kinds that readers fall over.</summary>
internal static class Mutation
{
    private static readonly int[] Telling = [0, 1, -1, -2, 2, 4, 16, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x20000, int.MaxValue, int.MinValue, int.MaxValue - 8];

    public static byte[] Of(byte[] bytes, byte[] other, Random random)
    {
        for (var left = random.Next(1, 4); left > 0; left--)
            bytes = One(bytes, other, random);
        return bytes;
    }

    private static byte[] One(byte[] bytes, byte[] other, Random random)
    {
        if (bytes.Length == 0)
            return other;
        var at = random.Next(bytes.Length);
        var count = random.Next(Math.Min(bytes.Length - at, 40) + 1);
        switch (random.Next(9))
        {
            case 0:
                return Changed(bytes, at, (byte)(bytes[at] ^ (1 << random.Next(8))));
            case 1:
                return Changed(bytes, at, (byte)random.Next(256));
            case 2:
                return bytes[..at];
            case 3:
                var noise = new byte[random.Next(1, 20)];
                random.NextBytes(noise);
                return [.. bytes[..at], .. noise, .. bytes[at..]];
            case 4:
                return [.. bytes[..at], .. bytes[(at + count)..]];
            case 5:
                return [.. bytes[..(at + count)], .. bytes[at..]];
            case 6:
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            case 7 when bytes.Length - at >= sizeof(ushort):
                bytes = [.. bytes];
                BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(at), unchecked((short)Telling[random.Next(Telling.Length)]));
                return bytes;
            case 8 when bytes.Length - at >= sizeof(int):
                bytes = [.. bytes];
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), Telling[random.Next(Telling.Length)]);
                return bytes;
            default:
                return Changed(bytes, at, 0xFF);
        }
    }

    private static byte[] Changed(byte[] bytes, int at, byte value)
    {
        bytes = [.. bytes];
        bytes[at] = value;
        return bytes;
    }
}
