using Cql.Protocol;
using Cql.Protocol.Framing;
using CsCheck;

namespace Cql.Tests.Protocol.Framing;

public sealed class SegmentTests
{
    [Theory]
    [InlineData(false, "0A0002" + "8C6879" + "00010203040506070809" + "A832FADF")]
    [InlineData(true, "0A00000004" + "8EDB58" + "00010203040506070809" + "A832FADF")]
    public void A_published_segment_is_decoded(bool compressed, string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        using var decoder = new SegmentDecoder(compressed);
        using var envelopes = new EnvelopeAssembler(ProtocolVersion.V5, 1 << 20, _ => { });

        // The payload is ten bytes of no envelope: the checksums hold, and then the envelope does not.
        var refused = Assert.Throws<CqlProtocolException>(() => decoder.Decode(Convert.FromHexString(hex), envelopes));
        Assert.Contains("version 0x00", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flipped_bit_of_a_segment_is_noticed()
    {
        var bytes = Encode(compress: false, Envelope(7, 40));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            using var decoder = new SegmentDecoder(compressed: false);
            var seen = 0;
            using var envelopes = new EnvelopeAssembler(ProtocolVersion.V5, 1 << 20, response => { seen++; response.Dispose(); });
            Assert.Throws<CqlProtocolException>(() => decoder.Decode(damaged, envelopes));
            Assert.Equal(0, seen);
        }
    }

    [Fact]
    public void Envelopes_come_out_as_they_went_in_whatever_the_borders()
    {
        var sizes = Gen.OneOf(Gen.Int[0, 300], Gen.Int[131_000, 131_200], Gen.Int[262_000, 262_300]).Array[1, 12];
        Gen.Select(sizes, Gen.Bool, Gen.Int[1, 70_000]).Sample((lengths, compress, piece) =>
        {
            var sent = lengths.Select((length, i) => Envelope((short)i, length)).ToArray();
            var wire = Encode(compress, sent);
            var came = Decode(compress, wire, piece);
            Assert.Equal(lengths.Length, came.Count);
            for (var i = 0; i < lengths.Length; i++)
            {
                Assert.Equal(i, came[i].Stream);
                Assert.True(sent[i].AsSpan(EnvelopeHeader.Size).SequenceEqual(came[i].Body));
            }
        }, iter: 60);
    }

    [Fact]
    public void An_envelope_that_announces_more_than_is_allowed_is_refused_before_its_bytes_come()
    {
        var envelope = Envelope(1, 10);
        EnvelopeHeader.WriteRequest(envelope, ProtocolVersion.V5, EnvelopeFlags.None, 1, Opcode.Result, int.MaxValue);
        envelope[0] |= EnvelopeHeader.ResponseBit;
        using var envelopes = new EnvelopeAssembler(ProtocolVersion.V5, 1 << 20, _ => { });

        Assert.Throws<CqlProtocolException>(() => envelopes.Append(envelope.AsSpan(0, EnvelopeHeader.Size)));
    }

    private static byte[] Envelope(short stream, int length)
    {
        var bytes = new byte[EnvelopeHeader.Size + length];
        EnvelopeHeader.WriteRequest(bytes, ProtocolVersion.V5, EnvelopeFlags.None, stream, Opcode.Result, length);
        bytes[0] |= EnvelopeHeader.ResponseBit;
        var random = new Random(stream + length);
        random.NextBytes(bytes.AsSpan(EnvelopeHeader.Size, length / 2));
        return bytes;
    }

    private static byte[] Encode(bool compress, params byte[][] envelopes)
    {
        using var encoder = new SegmentEncoder(compress);
        using var output = new WireBuffer();
        encoder.Encode(envelopes.SelectMany(bytes => bytes).ToArray(), output);
        return output.WrittenSpan.ToArray();
    }

    private static List<(short Stream, byte[] Body)> Decode(bool compress, ReadOnlySpan<byte> wire, int piece)
    {
        var came = new List<(short, byte[])>();
        using var decoder = new SegmentDecoder(compress);
        using var envelopes = new EnvelopeAssembler(ProtocolVersion.V5, 1 << 20, response =>
        {
            came.Add((response.Header.Stream, response.Body.ToArray()));
            response.Dispose();
        });
        var waiting = new List<byte>();
        for (var at = 0; at < wire.Length; at += piece)
        {
            waiting.AddRange(wire[at..Math.Min(at + piece, wire.Length)]);
            waiting.RemoveRange(0, decoder.Decode(waiting.ToArray(), envelopes));
        }

        Assert.Empty(waiting);
        return came;
    }
}
