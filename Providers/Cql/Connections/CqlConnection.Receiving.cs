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
    private readonly TaskCompletionSource _receivingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _received = ArrayPool<byte>.Shared.Rent(ReceiveBytes);
    private volatile IFrameDecoder _decoder = new PlainFraming();
    private int _filled;

    // The last one that was answered, which has not gone on yet.
    private PendingRequest? _answered;
    private long _lastReceived;

    /// <summary>From here on both sides speak in segments: after the answer to STARTUP, before the next request.</summary>
    internal void UseSegments(bool compress)
    {
        _encoder = new SegmentEncoder(compress);
        _decoder = new SegmentDecoder(compress);
    }

    private void BeginReceiving()
    {
        if (_socket is not null)
            BeginReading();
        else
            _ = Task.Run(ReceiveAsync);
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                TakeIn(await _stream.ReadAsync(_received.AsMemory(_filled)).ConfigureAwait(false));
                _answered?.GoOnLater();
                _answered = null;
            }
        }
        catch (Exception e)
        {
            EndReceiving(e);
        }
    }

    private void TakeIn(int count)
    {
        if (count == 0)
            throw new EndOfStreamException($"{EndPoint} closed the connection.");
        Volatile.Write(ref _lastReceived, _settings.Time.GetTimestamp());
        _filled += count;
        var taken = _decoder.Decode(_received.AsSpan(0, _filled), _assembler);
        _received.AsSpan(taken, _filled - taken).CopyTo(_received);
        _filled -= taken;
    }

    private void EndReceiving(Exception cause)
    {
        _answered?.GoOnLater();
        if (cause is CqlProtocolException e)
            e.Node = EndPoint;
        Close(cause);
        ArrayPool<byte>.Shared.Return(_received);
        _assembler.Dispose();
        _decoder.Dispose();
        if (_socket is not null)
            Interlocked.Decrement(ref _readers);
        _receivingEnded.SetResult();
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
        if (!slot.Answer(response, out var isAwaited))
            throw new CqlProtocolException(Unasked(stream));
        if (!isAwaited)
            return;
        _answered?.GoOnLater();
        _answered = slot;
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
