using System.Runtime.CompilerServices;
using Cql.Protocol;
using Cql.Protocol.Framing;

namespace Cql.Connections;

// Requests gather while a burst is sent. Whoever finds none on its way sends the next: at once when it is alone, else from the
// thread pool, so that those who come at the same moment leave together. What gathers behind the one who was alone is left to the
// pool: a caller must not go on sending for others for as long as there is load.
internal sealed partial class CqlConnection : IThreadPoolWorkItem
{
    // What each of its buffers keeps for the next burst: of larger ones the bytes go back to the pool of all.
    private const int MaxKept = 256 << 10;

    private readonly Lock _sendLock = new();
    private readonly WireBuffer _output = new();
    private WireBuffer _gathering = new();
    private WireBuffer _leaving = new();
    private IFrameEncoder _encoder = new PlainFraming();
    private bool _sending;
    private bool _stopped;

    // Counts the bursts begun: a request whose burst is not below this has not left.
    private long _burst;

    /// <summary>How many bytes its buffers hold.</summary>
    internal int Buffered
    {
        get
        {
            lock (_sendLock)
                return _gathering.Capacity + _leaving.Capacity + _output.Capacity;
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = SendBurstsAsync();

    private void SendLater() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private void Gather(IRequest request, PendingRequest slot, TimeSpan timeout)
    {
        bool first, alone;
        lock (_sendLock)
        {
            if (_stopped)
                throw Ended(RequestOutcome.NotSent);
            if (_gathering.Length > _settings.MaxBufferedBytes)
                throw new CqlBusyException($"{_gathering.Length:N0} bytes wait to be sent to {EndPoint}.", EndPoint);
            Write(request, slot.Id);
            slot.Burst = _burst;
            slot.Begin(timeout, DeadlineAfter(timeout));
            first = !_sending;
            _sending = true;
            alone = _streams.Held <= 1;
        }

        if (!first)
            return;
        if (alone)
            _ = SendAloneAsync();
        else
            SendLater();
    }

    private void Write(IRequest request, short stream)
    {
        var start = _gathering.Length;
        try
        {
            _gathering.Append(EnvelopeHeader.Size);
            request.WriteBody(_gathering, Version);
            var body = _gathering.Length - start - EnvelopeHeader.Size;
            if (body > _settings.MaxRequestBytes)
                throw new CqlMessageTooLargeException(request.ToString() ?? request.Opcode.ToString(), body, _settings.MaxRequestBytes);
            EnvelopeHeader.WriteRequest(
                _gathering.Written(start, EnvelopeHeader.Size), Version, request.Trace ? EnvelopeFlags.Tracing : EnvelopeFlags.None, stream, request.Opcode, body);
        }
        catch
        {
            _gathering.Truncate(start);
            throw;
        }
    }

    private async Task SendBurstsAsync()
    {
        while (TakeBurst())
        {
            if (!await TrySendBurstAsync().ConfigureAwait(false))
                return;
        }
    }

    private async Task SendAloneAsync()
    {
        if (TakeBurst() && await TrySendBurstAsync().ConfigureAwait(false) && GoesOn())
            SendLater();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TrySendBurstAsync()
    {
        try
        {
            _encoder.Encode(_leaving.WrittenSpan, _output);
            _leaving.Clear(MaxKept);
            await _stream.WriteAsync(_output.WrittenMemory).ConfigureAwait(false);
            _output.Clear(MaxKept);
            return true;
        }
        catch (Exception e)
        {
            Close(new CqlConnectionException($"Sending to {EndPoint} failed: {e.Message}", EndPoint, RequestOutcome.Unknown, e));
            return false;
        }
    }

    private bool TakeBurst()
    {
        lock (_sendLock)
        {
            if (!GoesOn())
                return false;
            (_gathering, _leaving) = (_leaving, _gathering);
            _burst++;
            return true;
        }
    }

    // Whoever sends stays the one who does while there is more.
    private bool GoesOn()
    {
        lock (_sendLock)
            return _sending = !_stopped && _gathering.Length > 0;
    }
}
