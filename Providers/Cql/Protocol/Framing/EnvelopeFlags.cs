namespace Cql.Protocol.Framing;

/// <summary>What an envelope's body has besides its message: native protocol, section 2.2.</summary>
[Flags]
internal enum EnvelopeFlags : byte
{
    None = 0,

    /// <summary>The body is compressed: v4 only, v5 compresses segments.</summary>
    Compressed = 0x01,
    Tracing = 0x02,
    CustomPayload = 0x04,
    Warning = 0x08,
    Beta = 0x10,
}
