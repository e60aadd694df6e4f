using Cql.Protocol.Framing;

namespace Cql.Protocol.Messages;

/// <summary>What stands before the message in an answer's body when the envelope's flags say so: native protocol v5, section 2.3.1.2.</summary>
/// <param name="TracingId">The trace of the request.</param>
/// <param name="Warnings">What the server wants to be known, for instance of a batch that is large.</param>
internal readonly record struct ResponsePreamble(Guid? TracingId, IReadOnlyList<string> Warnings)
{
    private const EnvelopeFlags Parts = EnvelopeFlags.Tracing | EnvelopeFlags.Warning | EnvelopeFlags.CustomPayload;

    /// <summary>Reads it, and leaves the reader where the message begins.</summary>
    /// <exception cref="CqlProtocolException">The body is malformed.</exception>
    public static ResponsePreamble Read(EnvelopeFlags flags, ref WireReader reader)
    {
        if ((flags & Parts) == 0)
            return new ResponsePreamble(null, []);
        Guid? tracingId = (flags & EnvelopeFlags.Tracing) == 0 ? null : reader.ReadUuid();
        var warnings = (flags & EnvelopeFlags.Warning) == 0 ? [] : reader.ReadStringList();
        if ((flags & EnvelopeFlags.CustomPayload) != 0)
            SkipCustomPayload(ref reader);
        return new ResponsePreamble(tracingId, warnings);
    }

    // Only a query handler that somebody put into the server sends one; there is nobody here who would read it.
    private static void SkipCustomPayload(ref WireReader reader)
    {
        for (var left = reader.ReadUInt16(); left > 0; left--)
        {
            reader.Take(reader.ReadUInt16());
            reader.TryReadBytes(out _);
        }
    }
}
