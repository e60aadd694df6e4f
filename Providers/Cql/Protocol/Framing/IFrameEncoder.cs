namespace Cql.Protocol.Framing;

/// <summary>Turns envelopes into what goes over the wire. Of one connection; not safe for use by two threads.</summary>
internal interface IFrameEncoder : IDisposable
{
    /// <summary>Appends the frames of whole envelopes, one after the other.</summary>
    void Encode(ReadOnlySpan<byte> envelopes, WireBuffer output);
}
