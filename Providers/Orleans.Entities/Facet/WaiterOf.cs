using System.Threading.Tasks.Sources;

namespace Orleans.Entities;

/// <summary>A caller who waits with an answer, or a rejection, already decided.</summary>
/// <remarks>
/// Without a token it ends on the entity's scheduler and goes on there at once, in the turn of its end, and is used again. With
/// a token two threads can meet: it goes on by way of the scheduler, and is never used again, since a batch may still hold it.
/// </remarks>
internal sealed class Waiter<TAnswer> : Waiter, IValueTaskSource<TAnswer>
{
    private const int MaxIdle = 256;

    [ThreadStatic]
    private static Stack<Waiter<TAnswer>>? _idle;

    private ManualResetValueTaskSourceCore<TAnswer> _core;
    private TaskScheduler _scheduler = TaskScheduler.Default;
    private TAnswer _answer = default!;
    private Exception? _rejection;
    private bool _cancellable;
    private CancellationTokenRegistration _registration;
    private int _ended;

    public ValueTask<TAnswer> Task => new(this, _core.Version);

    public static Waiter<TAnswer> Start(TAnswer answer, Exception? rejection, TaskScheduler scheduler, CancellationToken cancellationToken)
    {
        var waiter = _idle is { Count: > 0 } idle ? idle.Pop() : new();
        (waiter._answer, waiter._rejection, waiter._scheduler) = (answer, rejection, scheduler);
        waiter._cancellable = cancellationToken.CanBeCanceled;
        if (waiter._cancellable)
        {
            waiter._registration = cancellationToken.UnsafeRegister(
                static (state, token) => ((Waiter<TAnswer>)state!).Cancel(token), waiter);
        }

        return waiter;
    }

    public override void Succeed()
    {
        if (!TryEnd())
            return;
        if (_rejection is null)
            _core.SetResult(_answer);
        else
            _core.SetException(_rejection);
    }

    public override void Fail(Exception exception)
    {
        if (TryEnd())
            _core.SetException(exception);
    }

    public TAnswer GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            if (!_cancellable)
                Rest();
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        if (!_cancellable && TaskScheduler.Current == _scheduler)
            flags &= ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext;
        _core.OnCompleted(continuation, state, token, flags);
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _core.SetException(new OperationCanceledException(cancellationToken));
    }

    private bool TryEnd()
    {
        if (!_cancellable)
            return true;
        _registration.Unregister();
        return Interlocked.Exchange(ref _ended, 1) == 0;
    }

    private void Rest()
    {
        _core.Reset();
        (_answer, _rejection) = (default!, null);
        var idle = _idle ??= new();
        if (idle.Count < MaxIdle)
            idle.Push(this);
    }
}
