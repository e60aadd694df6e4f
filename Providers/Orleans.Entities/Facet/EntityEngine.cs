using System.Diagnostics.CodeAnalysis;

namespace Orleans.Entities;

/// <summary>
/// The life of one entity in one activation, apart from Orleans: what is durable, what flies, what gathers.
/// </summary>
/// <remarks>
/// <code>
/// RunAsync ── decide on the newest ──► gathering ── take off ──► flight ── land ──► durable ──► State, reads
///                                         ▲  (one at a time)        │
///    waiters of a batch are answered here └── die: conflict, silence ┘
/// </code>
/// Everything runs on one scheduler, one turn at a time. The steps a test replaces to see what breaks are virtual.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "Its timers and its token source end with it, by CloseAsync or by death.")]
internal partial class EntityEngine<TState> where TState : class
{
    private readonly Draft<TState> _draft;
    private readonly EntityKey _key;
    private readonly Action<string, Exception?> _onDeath;
    private TaskScheduler _scheduler = TaskScheduler.Default;

    /// <summary>How many calls wait for their rows.</summary>
    private int _loads;

    public EntityEngine(EntityKey key, EntityServices services, Action<string, Exception?> onDeath)
    {
        (_key, Services, _onDeath) = (key, services, onDeath);
        _draft = new(this);
        _onSent = OnSent;
    }

    public EntityServices Services { get; }

    public TState? State => Visible.State;

    public long Version => Visible.Version;

    public long NextVersion => Gathering?.Version ?? Newest.Version + 1;

    /// <summary>Where the rows of the next changes are encoded.</summary>
    public Arena GatheringArena => Gathering?.Arena ?? (_spareArena ??= new());

    protected Batch<TState> Durable { get; private set; } = null!;

    protected Batch<TState>? Flight { get; set; }

    protected Batch<TState>? Gathering { get; set; }

    protected Batch<TState> Newest => Gathering ?? Flight ?? Durable;

    /// <summary>What the world may see.</summary>
    protected virtual Batch<TState> Visible
    {
        get
        {
            ThrowIfEnded();
            return Durable;
        }
    }

    /// <summary>Reads the entity. Everything after runs on the scheduler of this call.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _scheduler = TaskScheduler.Current;
        var head = await Services.Store.OpenAsync(_key, cancellationToken);
        Durable = new()
        {
            Version = head.Version,
            WriteId = head.WriteId,
            State = head.Head.IsEmpty ? null : Services.Codecs.Decode<TState>(head.Head),
        };
        _memory = NewMemory(head);
        _end = null;
    }

    public ValueTask<TAnswer> RunAsync<TArgument, TAnswer>(
        TArgument argument,
        Func<IDraft<TState>, TArgument, TAnswer> decide,
        ReadOnlySpan<RowQuery> rows,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(decide);
        if (Refusal() is { } refusal)
            return ValueTask.FromException<TAnswer>(refusal);
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<TAnswer>(cancellationToken);
        return rows.IsEmpty
            ? Decide(argument, decide, null, cancellationToken)
            : RunWithRows(argument, decide, rows, cancellationToken);
    }

    public void RunLazily<TArgument>(TArgument argument, Action<IDraft<TState>, TArgument> decide, ReadOnlySpan<RowQuery> rows)
    {
        ArgumentNullException.ThrowIfNull(decide);
        ThrowIfEnded();
        if (Refusal() is not null)
            return;
        if (rows.IsEmpty)
            DecideLazily(argument, decide, null);
        else
            RunLazilyWithRows(argument, decide, rows);
    }

    /// <summary>An entity that was never written has no rows, so all of them are known.</summary>
    protected virtual RowMemory NewMemory(in EntityHead head) => new(Services.Rows, isNew: head.Version == 0);

    /// <summary>What an answer without a change rests on: the newest version, when it is not durable yet.</summary>
    protected virtual Batch<TState>? RestsOn() => Gathering ?? Flight;

    private ValueTask<TAnswer> Decide<TArgument, TAnswer>(
        TArgument argument,
        Func<IDraft<TState>, TArgument, TAnswer> decide,
        RowLoad<TState>? load,
        CancellationToken cancellationToken)
    {
        var answer = default(TAnswer)!;
        Exception? rejection = null;
        _draft.Open(Newest.State, load);
        try
        {
            answer = decide(_draft, argument);
        }
#pragma warning disable CA1031 // A rejection is whatever the decision throws; it is thrown to the caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            rejection = exception;
        }

        _draft.Close();
        var rests = RestsOn();
        if (rejection is null && _draft.HasChanges)
        {
            if (TooLarge() is { } refusal)
            {
                Discard();
                return ValueTask.FromException<TAnswer>(refusal);
            }

            rests = Gather();
        }
        else
        {
            Discard();
        }

        if (rests is null)
            return rejection is null ? new(answer) : ValueTask.FromException<TAnswer>(rejection);
        var waiter = Waiter<TAnswer>.Start(answer, rejection, _scheduler, cancellationToken);
        var task = waiter.Task;
        Join(rests, waiter);
        return task;
    }

    private void DecideLazily<TArgument>(TArgument argument, Action<IDraft<TState>, TArgument> decide, RowLoad<TState>? load)
    {
        _draft.Open(Newest.State, load);
        try
        {
            decide(_draft, argument);
            _draft.Close();
            if (_draft.HasChanges && TooLarge() is null)
            {
                Gather().Calls++;
                WaitForCompany();
            }
        }
#pragma warning disable CA1031 // Nobody waits for a hint.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EntityLog.HintFailed(Services.Logger, _key, exception);
        }
        finally
        {
            _draft.Close();
            Discard();
        }
    }
}
