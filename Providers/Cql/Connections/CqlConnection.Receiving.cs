using System.Buffers;
using Cql.Protocol;
using Cql.Protocol.Framing;
using Cql.Protocol.Messages;

namespace Cql.Connections;

internal sealed partial class CqlConnection
{
    // Room for the largest segment and the beginning of the next.
    private const int ReceiveBytes = 256 << 10;
    private const short EventStream = -1;

    private readonly EnvelopeAssembler _assembler;
    private readonly Task _receiving;
    private volatile IFrameDecoder _decoder = new PlainFraming();
    private long _lastReceived;

    /// <summary>From here on both sides speak in segments: after the answer to STARTUP, before the next request.</summary>
    internal void UseSegments(bool compress)
    {
        _encoder = new SegmentEncoder(compress);
        _decoder = new SegmentDecoder(compress);
    }

    private async Task ReceiveAsync()
    {
        var bytes = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
        try
        {
            var filled = 0;
            while (true)
            {
                var count = await _stream.ReadAsync(bytes.AsMemory(filled)).ConfigureAwait(false);
                if (count == 0)
                    throw new EndOfStreamException($"{EndPoint} closed the connection.");
                Volatile.Write(ref _lastReceived, _settings.Time.GetTimestamp());
                filled += count;
                var taken = _decoder.Decode(bytes.AsSpan(0, filled), _assembler);
                bytes.AsSpan(taken, filled - taken).CopyTo(bytes);
                filled -= taken;
            }
        }
        catch (CqlProtocolException e)
        {
            e.Node = EndPoint;
            Close(e);
        }
        catch (Exception e)
        {
            Close(e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            _assembler.Dispose();
            _decoder.Dispose();
        }
    }

    private void OnEnvelope(Response response)
    {
        var stream = response.Header.Stream;
        if (stream == EventStream && response.Opcode == Opcode.Event)
        {
            if (_onEvent is null)
                response.Dispose();
            else
                _onEvent(this, response);
            return;
        }

        if (_streams.Find(stream) is not { } slot)
            throw Unasked(response);
        if (!slot.Answer(response))
            throw new CqlProtocolException(Unasked(stream));
    }

    // The server speaks to nobody in particular when it cannot tell what it was asked, and closes the connection after that.
    private CqlException Unasked(Response response)
    {
        using (response)
        {
            return response.Opcode == Opcode.Error
                ? ErrorReader.Read(response, EndPoint)
                : new CqlProtocolException(Unasked(response.Header.Stream));
        }
    }

    private static string Unasked(short stream) => $"An answer came to stream {stream}, on which nothing was asked.";
}
