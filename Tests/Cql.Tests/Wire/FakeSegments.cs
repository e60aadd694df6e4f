using System.Buffers.Binary;
using System.IO.Hashing;
using K4os.Compression.LZ4;

namespace Cql.Tests.Wire;

/// <summary>Segments of protocol v5, written and read from the specification and not from the client's own code.</summary>
internal static class FakeSegments
{
    public const int MaxPayload = 131_071;

    public static byte[] Encode(ReadOnlySpan<byte> payload, bool selfContained, bool lz4)
    {
        var bytes = payload.ToArray();
        ulong header;
        if (lz4)
        {
            var packed = new byte[LZ4Codec.MaximumOutputSize(payload.Length)];
            var length = LZ4Codec.Encode(payload, packed);
            var smaller = length < payload.Length;
            if (smaller)
                bytes = packed[..length];
            header = (uint)bytes.Length | ((ulong)(uint)(smaller ? payload.Length : 0) << 17) | (selfContained ? 1UL << 34 : 0);
        }
        else
        {
            header = (uint)bytes.Length | (selfContained ? 1UL << 17 : 0);
        }

        return [.. Header(header, lz4), .. bytes, .. PayloadChecksum(bytes)];
    }

    /// <summary>Envelopes in one segment, or in as many as they need.</summary>
    public static byte[] EncodeAll(ReadOnlySpan<byte> envelopes, bool lz4)
    {
        if (envelopes.Length <= MaxPayload)
            return Encode(envelopes, selfContained: true, lz4);
        var segments = new MemoryStream();
        for (; !envelopes.IsEmpty; envelopes = envelopes[Math.Min(envelopes.Length, MaxPayload)..])
            segments.Write(Encode(envelopes[..Math.Min(envelopes.Length, MaxPayload)], selfContained: false, lz4));
        return segments.ToArray();
    }

    /// <summary>The first segment's payload; null when it is not there as a whole.</summary>
    public static byte[]? TryDecode(ReadOnlySpan<byte> bytes, bool lz4, out int size)
    {
        size = 0;
        var headerSize = lz4 ? 5 : 3;
        if (bytes.Length < headerSize + 3)
            return null;
        var header = 0UL;
        for (var i = headerSize - 1; i >= 0; i--)
            header = (header << 8) | bytes[i];
        Assert.Equal(Header(header, lz4), bytes[..(headerSize + 3)]);
        var length = (int)(header & 0x1FFFF);
        size = headerSize + 3 + length + 4;
        if (bytes.Length < size)
            return null;
        var payload = bytes.Slice(headerSize + 3, length).ToArray();
        Assert.Equal(PayloadChecksum(payload), bytes[(size - 4)..size]);
        var unpacked = lz4 ? (int)((header >> 17) & 0x1FFFF) : 0;
        if (unpacked == 0)
            return payload;
        var result = new byte[unpacked];
        Assert.Equal(unpacked, LZ4Codec.Decode(payload, result));
        return result;
    }

    /// <summary>The same bytes with checksums that hold: of each header, and of each payload that is there as a whole.</summary>
    public static byte[] Reseal(byte[] segments, bool lz4)
    {
        var sealedAgain = segments.ToArray();
        var headerSize = lz4 ? 5 : 3;
        var rest = sealedAgain.AsSpan();
        while (rest.Length >= headerSize + 3)
        {
            var header = 0UL;
            for (var i = headerSize - 1; i >= 0; i--)
                header = (header << 8) | rest[i];
            Header(header, lz4).CopyTo(rest);
            rest = rest[(headerSize + 3)..];
            var length = (int)(header & 0x1FFFF);
            if (rest.Length < length + 4)
                break;
            PayloadChecksum(rest[..length]).CopyTo(rest[length..]);
            rest = rest[(length + 4)..];
        }

        return sealedAgain;
    }

    private static byte[] Header(ulong header, bool lz4)
    {
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, header);
        var size = lz4 ? 5 : 3;
        var crc = 0x875060;
        foreach (var value in bytes[..size])
        {
            crc ^= value << 16;
            for (var bit = 0; bit < 8; bit++)
            {
                crc <<= 1;
                if ((crc & 0x1000000) != 0)
                    crc ^= 0x1974F0B;
            }
        }

        return [.. bytes[..size], (byte)crc, (byte)(crc >> 8), (byte)(crc >> 16)];
    }

    private static byte[] PayloadChecksum(ReadOnlySpan<byte> payload) => Crc32.Hash([0xFA, 0x2D, 0x55, 0xCA, .. payload]);
}
