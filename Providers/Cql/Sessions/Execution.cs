using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Cql.Connections;
using Cql.Protocol;
using Cql.Telemetry;
using Cql.Topology;

namespace Cql.Sessions;

/// <summary>
/// An execution as nearly all go: one node is asked, and answers. Its statement keeps it for the next one, so that it allocates nothing. What goes another
/// way is left to <see cref="RequestExecutor.TryAllAsync"/>.
/// </summary>
/// <remarks>
/// <code>
/// free ─TryTake─► asking ─answer─► rows, or an error ─result taken─► free
///                    └──what may be tried again──► TryAllAsync ──┘
/// </code>
/// Whoever waits goes on where the answer is taken in: a thread of the pool, or the one that reads, which does not have to come back from it. When it is
/// given to the one who waits nothing of this is touched any more: it may serve the next execution already.
/// </remarks>
internal sealed class Execution : IValueTaskSource<CqlRowSet>
{
    private readonly CqlStatement _statement;
    private readonly Action _onAnswer;
    private ManualResetValueTaskSourceCore<CqlRowSet> _core;
    private ConfiguredValueTaskAwaitable<Response>.ConfiguredValueTaskAwaiter _answer;
    private RequestExecutor? _executor;
    private ClusterView? _view;
    private QueryPlan _plan;
    private NodePool? _pool;
    private CqlConnection? _connection;
    private Observation? _observation;
    private CancellationToken _token;
    private long _sentAt;
    private int _isTaken;

    public Execution(CqlStatement statement)
    {
        _statement = statement;
        _onAnswer = OnAnswer;
    }

    /// <summary>Whether an execution has begun whose result was not taken.</summary>
    public bool IsTaken => Volatile.Read(ref _isTaken) != 0;

    /// <summary>Takes it for one execution; false while another one has it.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;

    /// <summary>Executes the statement. After <see cref="TryTake"/>, once.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "Its awaiter is kept in place of a state machine, and asked once.")]
    public ValueTask<CqlRowSet> ExecuteAsync(RequestExecutor executor, ClusterView view, in QueryPlan plan, Observation? observation, CancellationToken cancellationToken)
    {
        (_executor, _view, _plan, _observation, _token) = (executor, view, plan, observation, cancellationToken);
        var version = _core.Version;
        _answer = Ask().ConfigureAwait(false).GetAwaiter();
        if (_answer.IsCompleted)
            OnAnswer();
        else
            _answer.UnsafeOnCompleted(_onAnswer);
        return new ValueTask<CqlRowSet>(this, version);
    }

    public CqlRowSet GetResult(short token)
    {
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The statement is being executed still.");
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            (_answer, _executor, _view, _plan, _pool, _connection, _observation, _token) = (default, null, null, default, null, null, null, default);
            Volatile.Write(ref _isTaken, 0);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    private ValueTask<Response> Ask()
    {
        while (_plan.MoveNext())
        {
            if (_view!.Pools[_plan.Current] is not { } pool || pool.Pick() is not { } connection)
                continue;
            (_pool, _connection, _sentAt) = (pool, connection, pool.Preparations.Count);
            _observation?.Asked(pool);
            try
            {
                return connection.SendAsync(_statement, _executor!.TimeoutOf(_statement), _token);
            }
            catch (Exception e)
            {
                return ValueTask.FromException<Response>(e);
            }
        }

        return ValueTask.FromException<Response>(RequestExecutor.NobodyTakesIt(_view!));
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = "It is called when the answer is there.")]
    private void OnAnswer()
    {
        CqlRowSet rows;
        try
        {
            (rows, var change) = Answers.Read(_answer.GetResult(), _connection!, _statement);
            if (change is not null)
            {
                _ = AgreeAsync(rows);
                return;
            }
        }
        catch (CqlException e) when (_pool is not null)
        {
            _ = GoOnAsync(e);
            return;
        }
        catch (Exception e)
        {
            _core.SetException(e);
            return;
        }

        _core.SetResult(rows);
    }

    private async Task AgreeAsync(CqlRowSet rows)
    {
        try
        {
            await _executor!.AgreeOnSchemaAsync(_connection!, _token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _core.SetException(e);
            return;
        }

        _core.SetResult(rows);
    }

    private async Task GoOnAsync(CqlException failure)
    {
        CqlRowSet rows;
        try
        {
            var route = new Route(_view!, _plan, _observation);
            rows = await _executor!.TryAllAsync(_statement, route, new FailedTry(_pool!, _connection!, _sentAt, failure), _token).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _core.SetException(e);
            return;
        }

        _core.SetResult(rows);
    }
}
