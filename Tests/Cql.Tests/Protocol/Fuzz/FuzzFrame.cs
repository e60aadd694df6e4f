using Cql.Protocol;
using Cql.Tests.Wire;

namespace Cql.Tests.Protocol.Fuzz;

/// <summary>Bytes as a damaged or a hostile server might send them: all of it follows from the seed.</summary>
internal sealed record FuzzFrame(ProtocolVersion Version, bool Segments, bool Lz4, byte[] Bytes)
{
    // One in so many is large, to come across the borders of segments.
    private const int LargeEvery = 2000;

    public static FuzzFrame Of(int seed)
    {
        var random = new Random(seed);
        var framing = random.Next(4);
        var (version, segments, lz4) = (framing == 0 ? ProtocolVersion.V4 : ProtocolVersion.V5, framing > 1, framing == 3);
        var corpus = version == ProtocolVersion.V4 ? Corpus.V4 : Corpus.V5;
        var damage = random.Next(segments ? 5 : 3);

        var envelopes = new MemoryStream();
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var answer = Pick(corpus, random);
            if (random.Next(LargeEvery) == 0)
                answer = answer with { Body = [.. answer.Body, .. new byte[random.Next(130_000, 270_000)]] };
            if (damage is 0 or 1)
                answer = answer with { Body = Mutation.Of(answer.Body, Pick(corpus, random).Body, random) };
            envelopes.Write(answer.ToEnvelope((byte)version));
        }

        var plain = envelopes.ToArray();
        if (damage is 1 or 2)
            plain = Mutation.Of(plain, Pick(corpus, random).ToEnvelope((byte)version), random);
        if (!segments)
            return new FuzzFrame(version, segments, lz4, plain);

        // Checksums that hold over damaged bytes, and damaged bytes under checksums.
        var framed = FakeSegments.EncodeAll(plain, lz4);
        if (damage >= 3)
            framed = Mutation.Of(framed, FakeSegments.Encode(Pick(corpus, random).ToEnvelope(5), random.Next(2) == 0, lz4), random);
        return new FuzzFrame(version, segments, lz4, damage == 4 ? FakeSegments.Reseal(framed, lz4) : framed);
    }

    private static FakeAnswer Pick(FakeAnswer[] corpus, Random random) => corpus[random.Next(corpus.Length)];
}
