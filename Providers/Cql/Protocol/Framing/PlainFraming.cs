namespace Cql.Protocol.Framing;

/// <summary>Envelopes as they are: v4, and everything before a v5 connection has agreed.</summary>
internal sealed class PlainFraming : IFrameEncoder, IFrameDecoder
{
    public void Encode(ReadOnlySpan<byte> envelopes, WireBuffer output) => output.WriteRaw(envelopes);

    public int Decode(ReadOnlySpan<byte> received, EnvelopeAssembler envelopes)
    {
        envelopes.Append(received);
        return received.Length;
    }

    public void Dispose() { }
}
