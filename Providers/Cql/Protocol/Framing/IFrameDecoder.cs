namespace Cql.Protocol.Framing;

/// <summary>Turns what comes over the wire into the bytes of envelopes. Of one connection; not safe for use by two threads.</summary>
internal interface IFrameDecoder : IDisposable
{
    /// <summary>Takes as many whole frames as there are, hands on what they hold, and tells how many bytes it took.</summary>
    /// <exception cref="CqlProtocolException">A checksum or a length is wrong. Nothing after it can be trusted.</exception>
    int Decode(ReadOnlySpan<byte> received, EnvelopeAssembler envelopes);
}
