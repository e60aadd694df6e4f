using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;

namespace Cql.Protocol.Framing;

/// <summary>Envelopes in segments: as many whole ones in each as fit, a larger one over several. Native protocol v5, section 2.2.</summary>
internal sealed class SegmentEncoder(bool compress) : IFrameEncoder
{
    private readonly SegmentChecksum _checksum = new();
    private byte[] _compressed = [];

    public void Encode(ReadOnlySpan<byte> envelopes, WireBuffer output)
    {
        while (!envelopes.IsEmpty)
        {
            var whole = WholeEnvelopes(envelopes);
            if (whole > 0)
                WriteSegment(envelopes[..whole], selfContained: true, output);
            else
                WriteSplit(envelopes[..(whole = EnvelopeHeader.EnvelopeLength(envelopes))], output);
            envelopes = envelopes[whole..];
        }
    }

    public void Dispose()
    {
        if (_compressed.Length > 0)
            ArrayPool<byte>.Shared.Return(_compressed);
        _compressed = [];
    }

    private static int WholeEnvelopes(ReadOnlySpan<byte> envelopes)
    {
        var end = 0;
        while (end < envelopes.Length)
        {
            var next = end + EnvelopeHeader.EnvelopeLength(envelopes[end..]);
            if (next > SegmentLayout.MaxPayload)
                break;
            end = next;
        }

        return end;
    }

    private void WriteSplit(ReadOnlySpan<byte> envelope, WireBuffer output)
    {
        while (!envelope.IsEmpty)
        {
            var count = Math.Min(envelope.Length, SegmentLayout.MaxPayload);
            WriteSegment(envelope[..count], selfContained: false, output);
            envelope = envelope[count..];
        }
    }

    private void WriteSegment(ReadOnlySpan<byte> payload, bool selfContained, WireBuffer output)
    {
        if (compress)
        {
            var packed = Compress(payload);

            // What does not get smaller goes as it is, and says so by an uncompressed length of zero.
            var stored = packed.Length >= payload.Length;
            var bytes = stored ? payload : packed;
            var header = (uint)bytes.Length | ((stored ? 0UL : (uint)payload.Length) << SegmentLayout.LengthBits) | (selfContained ? 1UL << 34 : 0);
            WriteHeader(header, SegmentLayout.Lz4Header, output);
            WritePayload(bytes, output);
        }
        else
        {
            WriteHeader((uint)payload.Length | (selfContained ? 1UL << SegmentLayout.LengthBits : 0), SegmentLayout.PlainHeader, output);
            WritePayload(payload, output);
        }
    }

    private static void WriteHeader(ulong header, int size, WireBuffer output)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, header);
        output.WriteRaw(bytes[..size]);
        var crc = Crc24.Compute(bytes[..size]);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, crc);
        output.WriteRaw(bytes[..SegmentLayout.HeaderChecksum]);
    }

    private void WritePayload(ReadOnlySpan<byte> bytes, WireBuffer output)
    {
        output.WriteRaw(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(output.Append(SegmentLayout.Trailer), _checksum.Compute(bytes));
    }

    private ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> payload)
    {
        if (_compressed.Length == 0)
            _compressed = ArrayPool<byte>.Shared.Rent(LZ4Codec.MaximumOutputSize(SegmentLayout.MaxPayload));
        return _compressed.AsSpan(0, LZ4Codec.Encode(payload, _compressed));
    }
}
