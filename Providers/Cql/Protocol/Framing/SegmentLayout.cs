namespace Cql.Protocol.Framing;

/// <summary>Sizes of a segment: native protocol v5, section 2.2.</summary>
internal static class SegmentLayout
{
    /// <summary>The most that a segment carries, compressed or not.</summary>
    public const int MaxPayload = (1 << LengthBits) - 1;

    public const int LengthBits = 17;

    /// <summary>A plain header without its checksum.</summary>
    public const int PlainHeader = 3;

    /// <summary>A header of a connection that compresses, without its checksum.</summary>
    public const int Lz4Header = 5;

    public const int HeaderChecksum = 3;
    public const int Trailer = 4;
}
