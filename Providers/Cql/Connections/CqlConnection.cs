using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Cql.Protocol;
using Cql.Protocol.Framing;

namespace Cql.Connections;

/// <summary>One connection to one node: many requests on their way at once, each under a stream id of its own.</summary>
/// <remarks>
/// <code>
/// SendAsync ─► id ─► body written under the send lock into the gathering bytes ─► burst: framed and sent by whoever came first
///                                                                                       │
/// waiter ◄── slot of the id ◄── envelope ◄── frames ◄── one thread at a time reads ◄── server
/// </code>
/// Safe for use by many threads. It ends once, for one cause: every request on it hears of that, with what is known of its fate.
/// </remarks>
internal sealed partial class CqlConnection : IAsyncDisposable
{
    private readonly ConnectionSettings _settings;
    private readonly Stream _stream;
    private readonly StreamTable _streams;
    private readonly SemaphoreSlim _room;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<Exception> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<CqlConnection, Response>? _onEvent;
    private Exception? _cause;
    private int _waiting;
    private int _orphans;

    internal CqlConnection(
        EndPoint endPoint, Stream stream, ProtocolVersion version, ConnectionSettings settings, Action<CqlConnection, Response>? onEvent)
    {
        (EndPoint, Version, _stream, _settings, _onEvent) = (endPoint, version, stream, settings, onEvent);
        _streams = new StreamTable(settings.MaxInFlight);
        _room = new SemaphoreSlim(settings.MaxInFlight);
        _assembler = new EnvelopeAssembler(version, settings.MaxResponseBytes, OnEnvelope);
        _lastReceived = _owingSince = settings.Time.GetTimestamp();
        _watch = settings.Time.CreateTimer(static state => ((CqlConnection)state!).Watch(), this, SweepInterval, SweepInterval);
        _socket = stream is NetworkStream plain && TryTakeReader() ? plain.Socket : null;
        BeginReceiving();
    }

    /// <summary>The node.</summary>
    public EndPoint EndPoint { get; }

    /// <summary>The address behind it, when it was connected to by name.</summary>
    public IPEndPoint? RemoteEndPoint { get; init; }

    /// <summary>What both sides agreed on.</summary>
    public ProtocolVersion Version { get; }

    /// <summary>Ends when the connection does, with the cause.</summary>
    public Task<Exception> Closed => _closed.Task;

    /// <summary>Whether requests can be sent.</summary>
    public bool IsOpen => Volatile.Read(ref _cause) is null;

    /// <summary>How many ids are held: by requests on their way, by answers not yet taken, by orphans.</summary>
    public int InFlight => _streams.Held;

    /// <summary>How many requests wait for an id.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many answers are due that nobody waits for any more.</summary>
    public int Orphans => Volatile.Read(ref _orphans);

    /// <summary>Sends a request and waits for its answer, of whatever kind. The caller disposes it.</summary>
    /// <exception cref="CqlConnectionException">The connection ended; <see cref="CqlException.Outcome"/> tells whether anything left.</exception>
    /// <exception cref="CqlTimeoutException">No answer came in time.</exception>
    /// <exception cref="CqlBusyException">As much is on its way as may be.</exception>
    /// <exception cref="CqlMessageTooLargeException">It is larger than what may be sent.</exception>
    /// <exception cref="OperationCanceledException">The caller's token ended the wait.</exception>
    [SuppressMessage("Usage", "VSTHRD103", Justification = "A wait of no time does not block.")]
    public ValueTask<Response> SendAsync(IRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<Response>(cancellationToken);
        return _room.Wait(0, CancellationToken.None)
            ? Start(request, timeout).WaitAsync(cancellationToken)
            : SendWhenThereIsRoomAsync(request, timeout, cancellationToken);
    }

    /// <summary>Ends the connection: what is on its way fails.</summary>
    public async ValueTask DisposeAsync()
    {
        Close(new ObjectDisposedException(nameof(CqlConnection)));
        await _receivingEnded.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// An answer came to the one who asked, and its body cannot be read. Checksums vouch for the bytes of v5, so that it is this answer that is odd, and
    /// up to 1,023 others on their way are not made to fail for it. Where nothing vouches for them the connection ends: the next answer may be wrong, and not look so.
    /// </summary>
    internal void OnUnreadable(CqlProtocolException exception)
    {
        exception.Node ??= EndPoint;
        if (Version < ProtocolVersion.V5)
            Close(exception);
    }

    /// <summary>Gives an id back.</summary>
    internal void Free(short id)
    {
        _streams.Free(id);
        _room.Release();
    }

    /// <summary>A waiter went before its answer.</summary>
    internal void Orphaned()
    {
        if (Interlocked.Increment(ref _orphans) > _settings.MaxOrphans)
            Close(new CqlConnectionException($"{EndPoint} owes more than {_settings.MaxOrphans} answers.", EndPoint, RequestOutcome.Unknown));
    }

    /// <summary>An answer came that nobody waits for any more.</summary>
    internal void OrphanAnswered() => Interlocked.Decrement(ref _orphans);

    private async ValueTask<Response> SendWhenThereIsRoomAsync(IRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > _settings.MaxWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw new CqlBusyException($"{_settings.MaxInFlight} requests to {EndPoint} are on their way and {_settings.MaxWaiting} wait.", EndPoint);
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
            if (!await _room.WaitAsync(_settings.MaxWait, either.Token))
                throw new CqlBusyException($"{_settings.MaxInFlight} requests to {EndPoint} were on their way for {_settings.MaxWait.TotalSeconds:0.###} s.", EndPoint);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Ended(RequestOutcome.NotSent);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return await Start(request, timeout).WaitAsync(cancellationToken);
    }

    private PendingRequest Start(IRequest request, TimeSpan timeout)
    {
        var slot = _streams.TryTake(this) ?? throw new UnreachableException("There is room and no id.");
        try
        {
            Gather(request, slot, timeout);
        }
        catch
        {
            Free(slot.Id);
            throw;
        }

        ReadForOneWhoIsAway();
        return slot;
    }

    private CqlConnectionException Ended(RequestOutcome outcome)
    {
        var cause = Volatile.Read(ref _cause);
        return new($"The connection to {EndPoint} ended: {cause?.Message}", EndPoint, outcome, cause);
    }

    private void Close(Exception cause)
    {
        if (Interlocked.CompareExchange(ref _cause, cause, null) is not null)
            return;
        long burst;
        lock (_sendLock)
        {
            // From here on nothing is gathered, and what is gathered does not leave.
            burst = _burst;
            _stopped = true;
        }

        _watch.Dispose();
        _stream.Dispose();

        // Whoever waits for the end of the reading may do so on the thread that reads.
        if (_place?.TryTake() == true)
            BeginReading();
        foreach (var slot in _streams.Used)
        {
            if (slot is { IsUnanswered: true })
                slot.Fail(Ended(slot.Burst >= burst ? RequestOutcome.NotSent : RequestOutcome.Unknown));
        }

        _closed.TrySetResult(cause);

        // Not here: what goes on in those who wait must not hold up the one who closes.
        _ = _ended.CancelAsync();
        LogClosed(_settings.Logger, EndPoint, cause.Message);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long DeadlineAfter(TimeSpan timeout)
    {
        var now = _settings.Time.GetTimestamp();
        var ticks = timeout.TotalSeconds * _settings.Time.TimestampFrequency;
        return timeout == Timeout.InfiniteTimeSpan || ticks >= long.MaxValue - now ? long.MaxValue : now + (long)ticks;
    }
}
