using System.Threading.Tasks.Sources;
using Cql.Protocol;

namespace Cql.Connections;

/// <summary>
/// A place in the stream table and the waiter on it. It is used again and again: the id is free when its answer has come
/// <em>and</em> its waiter has taken what came, whichever is last.
/// </summary>
/// <remarks>
/// <code>
/// Idle ─► Waiting ──answer, or the connection's end──► Settled ─► Idle
///            └──deadline or token──► GivenUp ──answer──┘
/// </code>
/// Several may want to end a wait. The first to move <see cref="_state"/> does, which counts uses, so that none ends a later use than
/// it meant. A waiter that went before the answer leaves an orphan, whose id stays taken until the answer comes.
/// </remarks>
internal sealed class PendingRequest : IValueTaskSource<Response>, IThreadPoolWorkItem
{
    private const long Waiting = 1;
    private const long GivenUp = 2;
    private const long Settled = 3;
    private const long Phases = 3;
    private const long Use = 4;

    private readonly CqlConnection _connection;
    private ManualResetValueTaskSourceCore<Response> _core;
    private Response? _response;
    private Exception? _failure;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _token;
    private TimeSpan _timeout;
    private long _deadline;

    // The phase in the lowest bits, the count of uses above.
    private long _state;

    // One for the answer and one for the waiter.
    private int _holds;

    public PendingRequest(CqlConnection connection, short id) => (_connection, Id) = (connection, id);

    /// <summary>The stream id.</summary>
    public short Id { get; }

    /// <summary>In which burst its bytes leave: what is of a later burst than the last one begun has not left.</summary>
    public long Burst { get; set; }

    /// <summary>Whether an answer is still to come for it.</summary>
    public bool IsUnanswered => (Volatile.Read(ref _state) & Phases) is Waiting or GivenUp;

    /// <summary>Begins a wait. Before its bytes are shown to the sender.</summary>
    public void Begin(TimeSpan timeout, long deadline)
    {
        _core.Reset();
        (_timeout, _deadline, _holds) = (timeout, deadline, 2);
        Volatile.Write(ref _state, (_state & ~Phases) + Use + Waiting);
    }

    /// <summary>The wait. Call once.</summary>
    public ValueTask<Response> WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _token = cancellationToken;
            _cancellation = cancellationToken.UnsafeRegister(static state => ((PendingRequest)state!).Cancel(), this);
        }

        return new ValueTask<Response>(this, _core.Version);
    }

    /// <summary>The answer is here; late ones are thrown away.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="isAwaited">Whether somebody waits for it, and is to be told by <see cref="GoOn"/> or <see cref="GoOnLater"/>, once.</param>
    /// <returns>Whether an answer was due; false when nothing was sent under this id, or it was answered already.</returns>
    public bool Answer(Response response, out bool isAwaited)
    {
        isAwaited = TryMove(Waiting, Settled);
        if (isAwaited)
        {
            // First, so that whoever has the answer has given the id back.
            Release();
            _response = response;
            return true;
        }

        response.Dispose();
        return TryEndOrphan();
    }

    /// <summary>The waiter goes on, on this thread and for as long as it likes. What it lets flow from here on does not reach whoever called this.</summary>
    public void GoOn()
    {
        if (ExecutionContext.Capture() is { } flow)
            ExecutionContext.Run(flow, static slot => ((PendingRequest)slot!).Complete(), this);
        else
            Complete();
    }

    /// <summary>The waiter goes on, on the thread pool. This is the work item, so that there is none to make.</summary>
    public void GoOnLater() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    /// <summary>Ends the wait when its time is up.</summary>
    public void Sweep(long now)
    {
        var state = Volatile.Read(ref _state);
        if ((state & Phases) == Waiting && now >= Volatile.Read(ref _deadline) && TryMoveFrom(state, GivenUp))
            GiveUp(new CqlTimeoutException(_timeout, _connection.EndPoint));
    }

    /// <summary>Ends the wait, if any, because the connection has ended: no answer will come.</summary>
    public void Fail(Exception exception)
    {
        if (TryMove(Waiting, Settled))
        {
            Release();
            EndInFailure(exception);
            return;
        }

        TryEndOrphan();
    }

    public Response GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            // Waits for a callback that runs just now, which would otherwise end the next request of this id.
            _cancellation.Dispose();
            (_cancellation, _token) = (default, default);
            Release();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    private void Cancel()
    {
        if (TryMove(Waiting, GivenUp))
            GiveUp(new OperationCanceledException(_token));
    }

    private void GiveUp(Exception exception)
    {
        _connection.Orphaned();
        EndInFailure(exception);
    }

    // Neither whoever cancels nor whoever closes goes on for the waiter.
    private void EndInFailure(Exception exception)
    {
        _failure = exception;
        GoOnLater();
    }

    void IThreadPoolWorkItem.Execute() => Complete();

    private void Complete()
    {
        var (response, failure) = (_response, _failure);
        (_response, _failure) = (null, null);
        if (failure is null)
            _core.SetResult(response!);
        else
            _core.SetException(failure);
    }

    private bool TryEndOrphan()
    {
        if (!TryMove(GivenUp, Settled))
            return false;
        _connection.OrphanAnswered();
        Release();
        return true;
    }

    private bool TryMove(long from, long to)
    {
        var state = Volatile.Read(ref _state);
        return (state & Phases) == from && TryMoveFrom(state, to);
    }

    private bool TryMoveFrom(long state, long to) => Interlocked.CompareExchange(ref _state, (state & ~Phases) | to, state) == state;

    private void Release()
    {
        if (Interlocked.Decrement(ref _holds) > 0)
            return;
        Volatile.Write(ref _state, _state & ~Phases);
        _connection.Free(Id);
    }
}
