namespace Cql.Protocol.Framing;

/// <summary>Puts envelopes together from the bytes of frames, whatever the borders, and hands each on with its body in bytes of its own.</summary>
/// <remarks>Not safe for use by two threads. What is announced as longer than <paramref name="maxBody"/> is refused before a byte is allocated.</remarks>
internal sealed class EnvelopeAssembler(ProtocolVersion version, int maxBody, Action<Response> onEnvelope) : IDisposable
{
    private readonly byte[] _header = new byte[EnvelopeHeader.Size];
    private int _headerBytes;
    private Response? _body;
    private int _bodyBytes;

    /// <summary>Whether an envelope has begun and not ended.</summary>
    public bool IsInside => _headerBytes > 0;

    /// <exception cref="CqlProtocolException">A header is not one of an answer of this version, or announces too much.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_body is null)
                bytes = TakeHeader(bytes);
            if (_body is not null)
                bytes = TakeBody(bytes);
        }
    }

    public void Dispose()
    {
        _body?.Dispose();
        (_body, _headerBytes) = (null, 0);
    }

    private ReadOnlySpan<byte> TakeHeader(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(EnvelopeHeader.Size - _headerBytes, bytes.Length);
        bytes[..count].CopyTo(_header.AsSpan(_headerBytes));
        _headerBytes += count;
        if (_headerBytes < EnvelopeHeader.Size)
            return bytes[count..];

        var header = EnvelopeHeader.Read(_header);
        if (header.Version != ((byte)version | EnvelopeHeader.ResponseBit) && !IsRefusalOfVersion(header))
            throw new CqlProtocolException($"An envelope of version 0x{header.Version:X2} came on a connection of version {(byte)version}.");
        if (version < ProtocolVersion.V5 && (header.Flags & EnvelopeFlags.Compressed) != 0)
            throw new CqlProtocolException("An envelope is compressed, which was not agreed on.");
        if (header.BodyLength < 0 || header.BodyLength > maxBody)
            throw new CqlProtocolException($"An envelope announces {header.BodyLength} bytes; at most {maxBody} are taken.");
        _body = Response.Rent(header);
        _bodyBytes = 0;
        return bytes[count..];
    }

    private ReadOnlySpan<byte> TakeBody(ReadOnlySpan<byte> bytes)
    {
        var body = _body!;
        var count = Math.Min(body.Length - _bodyBytes, bytes.Length);
        bytes[..count].CopyTo(body.Writable[_bodyBytes..]);
        _bodyBytes += count;
        if (_bodyBytes == body.Length)
        {
            (_body, _headerBytes) = (null, 0);
            onEnvelope(body);
        }

        return bytes[count..];
    }

    // A server that does not speak the version asked for says so in one of its own.
    private static bool IsRefusalOfVersion(EnvelopeHeader header)
        => header.Opcode == Opcode.Error && header.Version is >= (EnvelopeHeader.ResponseBit | 3) and <= (EnvelopeHeader.ResponseBit | 6);
}
