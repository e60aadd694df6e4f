using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Cql.Protocol.Framing;

/// <summary>Segments back into envelopes: native protocol v5, section 2.2. Nothing is handed on whose checksums do not hold.</summary>
internal sealed class SegmentDecoder(bool compressed) : IFrameDecoder
{
    private readonly SegmentChecksum _checksum = new();
    private byte[] _unpacked = [];

    public int Decode(ReadOnlySpan<byte> received, EnvelopeAssembler envelopes)
    {
        var taken = 0;
        while (TryDecodeOne(received[taken..], envelopes, out var size))
            taken += size;
        return taken;
    }

    public void Dispose()
    {
        if (_unpacked.Length > 0)
            ArrayPool<byte>.Shared.Return(_unpacked);
        _unpacked = [];
    }

    private bool TryDecodeOne(ReadOnlySpan<byte> received, EnvelopeAssembler envelopes, out int size)
    {
        size = 0;
        var headerSize = compressed ? SegmentLayout.Lz4Header : SegmentLayout.PlainHeader;
        var payloadStart = headerSize + SegmentLayout.HeaderChecksum;
        if (received.Length < payloadStart)
            return false;
        var header = ReadLittleEndian(received[..headerSize]);
        if (Crc24.Compute(received[..headerSize]) != ReadLittleEndian(received.Slice(headerSize, SegmentLayout.HeaderChecksum)))
            throw new CqlProtocolException("The checksum of a segment's header does not hold.");

        var length = (int)(header & SegmentLayout.MaxPayload);
        var total = payloadStart + length + SegmentLayout.Trailer;
        if (received.Length < total)
            return false;
        var payload = received.Slice(payloadStart, length);
        if (_checksum.Compute(payload) != BinaryPrimitives.ReadUInt32LittleEndian(received[(payloadStart + length)..]))
            throw new CqlProtocolException("The checksum of a segment's payload does not hold.");

        var unpackedLength = compressed ? (int)((header >> SegmentLayout.LengthBits) & SegmentLayout.MaxPayload) : 0;
        var selfContained = ((header >> (compressed ? SegmentLayout.LengthBits * 2 : SegmentLayout.LengthBits)) & 1) != 0;
        if (selfContained && envelopes.IsInside)
            throw new CqlProtocolException("A segment of whole envelopes came within an envelope that is split over segments.");
        envelopes.Append(unpackedLength == 0 ? payload : Unpack(payload, unpackedLength));
        if (selfContained && envelopes.IsInside)
            throw new CqlProtocolException("A segment of whole envelopes ends within one.");
        size = total;
        return true;
    }

    private ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> payload, int length)
    {
        if (_unpacked.Length == 0)
            _unpacked = ArrayPool<byte>.Shared.Rent(SegmentLayout.MaxPayload);
        return LZ4Codec.Decode(payload, _unpacked.AsSpan(0, length)) == length
            ? _unpacked.AsSpan(0, length)
            : throw new CqlProtocolException("A compressed segment does not unpack to the length that it names.");
    }

    private static ulong ReadLittleEndian(ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = (value << 8) | bytes[i];
        return value;
    }
}
