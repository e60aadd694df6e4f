using System.Runtime.ExceptionServices;
using Cql.Connections;
using Cql.Statements;
using Cql.Telemetry;
using Cql.Topology;

namespace Cql.Sessions;

/// <summary>Executes statements: on the nodes that suit best, and on the next where that can do no harm.</summary>
/// <remarks>
/// <code>
/// statement ─► terms filled in ─► plan ─► connection ─► answer ─► rows       (Execution)
///                                  ▲                      │
///                                  └── next node ◄────────┘ as Retries decides (TryAllAsync)
/// </code>
/// </remarks>
internal sealed class RequestExecutor
{
    private const int MaxPrepares = 2;

    private readonly Cluster _cluster;
    private readonly SessionSettings _settings;
    private readonly TimestampGenerator _timestamps;
    private readonly Speculation? _speculation;

    public RequestExecutor(Cluster cluster, SessionSettings settings)
    {
        (_cluster, _settings) = (cluster, settings);
        _timestamps = new TimestampGenerator(settings.Time, settings.Logger);
        if (settings.Options.SpeculationDelay is { } delay)
            _speculation = new Speculation(this, delay, settings.Options.MaxSpeculations, settings.Time);
    }

    /// <exception cref="CqlException">It was not done, or that is not known.</exception>
    public ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        statement.SessionKeyspace = _settings.Options.Keyspace;
        statement.Terms = TermsOf(statement);
        return Instruments.IsOn ? ExecuteObservedAsync(statement, page: null, cancellationToken) : ExecuteAsync(statement, page: null, observation: null, cancellationToken);
    }

    /// <summary>Reads a later page of a statement that was executed before, and leaves the statement as it is: others may be at other pages of it.</summary>
    /// <inheritdoc cref="ExecuteAsync(CqlStatement, CancellationToken)"/>
    public ValueTask<CqlRowSet> ExecutePageAsync(CqlStatement statement, ReadOnlyMemory<byte> pagingState, CancellationToken cancellationToken)
    {
        RequestTerms? page = TermsOf(statement) with { PagingState = pagingState };
        return Instruments.IsOn ? ExecuteObservedAsync(statement, page, cancellationToken) : ExecuteAsync(statement, page, observation: null, cancellationToken);
    }

    private async ValueTask<CqlRowSet> ExecuteObservedAsync(CqlStatement statement, RequestTerms? page, CancellationToken cancellationToken)
    {
        var observation = new Observation(statement, _settings.Options.Keyspace, _settings.Time);
        try
        {
            var rows = await ExecuteAsync(statement, page, observation, cancellationToken);
            observation.End(rows);
            return rows;
        }
        catch (Exception e)
        {
            observation.End(e);
            throw;
        }
    }

    private ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, in RequestTerms? page, Observation? observation, CancellationToken cancellationToken)
    {
        long? token = statement.TryGetToken(out var known) ? known : null;
        var view = _cluster.View;
        var plan = view.Routing.Plan(statement.RoutingKeyspace, token, statement.IsConditional, _settings.Options.AllowRemote);
        if (_speculation is not null && statement.MayRepeat)
            return _speculation.ExecuteAsync(statement, page ?? statement.Terms, new Route(view, plan, observation), cancellationToken);
        if (page is { } terms)
            return TryAllAsync(new StatementCopy(statement, terms), new Route(view, plan, observation), failed: null, cancellationToken);

        // One whose last result nobody took is executed by the longer way.
        return statement.Execution.TryTake()
            ? statement.Execution.ExecuteAsync(this, view, plan, observation, cancellationToken)
            : TryAllAsync(statement, new Route(view, plan, observation), failed: null, cancellationToken);
    }

    /// <summary>How long one try may take.</summary>
    public TimeSpan TimeoutOf(CqlStatement statement) => statement.Timeout ?? _settings.Options.RequestTimeout;

    /// <summary>Waits until the nodes agree on a schema that one of them has changed.</summary>
    public Task AgreeOnSchemaAsync(CqlConnection connection, CancellationToken cancellationToken) => _cluster.OnSchemaChangedAsync(connection, cancellationToken);

    /// <summary>There is no connection to any node.</summary>
    public static CqlNoNodeException NobodyTakesIt(ClusterView view, CqlException? last = null)
        => new("No node takes the request.", last ?? view.Pools.FirstOrDefault(pool => pool?.LastFailure is not null)?.LastFailure);

    /// <summary>Tries one node after the other, as far as that can do no harm.</summary>
    /// <param name="request">The statement.</param>
    /// <param name="route">The nodes.</param>
    /// <param name="failed">A try that came before; null when this is the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<CqlRowSet> TryAllAsync(IStatementRequest request, Route route, FailedTry? failed, CancellationToken cancellationToken)
    {
        CqlException? last = null;
        CqlException? unknown = null;
        NodePool? left = null;
        var retries = default(Retries);

        // When there is nobody else, a node that was left because a connection had ended is asked by another one of its own.
        while ((failed?.Pool ?? route.Next() ?? Interlocked.Exchange(ref left, null)) is { } pool)
        {
            var verdict = RetryVerdict.SameNode;
            while (verdict == RetryVerdict.SameNode && (failed?.Connection ?? pool.Pick()) is { } connection)
            {
                var before = failed;
                failed = null;
                route.Observation?.Asked(pool);
                try
                {
                    var rows = await TryAsync(request, pool, connection, before, cancellationToken);
                    route.Observation?.Asked(pool);
                    return rows;
                }
                catch (CqlException e) when ((verdict = retries.Decide(e, request.Statement)) != RetryVerdict.Fail)
                {
                    if (Instruments.Retries.Enabled)
                        Instruments.Retries.Add(1, new KeyValuePair<string, object?>(Tags.ErrorType, Tags.ErrorTypeOf(e)));
                    last = e;
                    if (e.Outcome == RequestOutcome.Unknown)
                        unknown = e;
                    if (e.Outcome == RequestOutcome.NotSent && !connection.IsOpen)
                        left = pool;
                }
                catch (Exception e) when (e is CqlException or CqlTypeException && unknown is not null)
                {
                    // What one node may have done is not undone by another's refusal, nor by values that fit no more where the next has told anew of them.
                    ExceptionDispatchInfo.Throw(unknown);
                }
            }
        }

        if (unknown is not null)
            ExceptionDispatchInfo.Throw(unknown);
        throw last is null or { Outcome: RequestOutcome.NotSent } ? NobodyTakesIt(route.View, last) : last;
    }

    private async ValueTask<CqlRowSet> TryAsync(IStatementRequest request, NodePool pool, CqlConnection connection, FailedTry? failed, CancellationToken cancellationToken)
    {
        var statement = request.Statement;
        for (var prepares = 0; ; prepares++, failed = null)
        {
            var sentAt = failed?.SentAt ?? pool.Preparations.Count;
            try
            {
                if (failed is not null)
                    ExceptionDispatchInfo.Throw(failed.Failure);
                var answer = await connection.SendAsync(request, TimeoutOf(statement), cancellationToken);
                var (rows, change) = Answers.Read(answer, connection, request);
                if (change is not null)
                    await AgreeOnSchemaAsync(connection, cancellationToken);
                return rows;
            }
            catch (CqlUnpreparedException) when (prepares < MaxPrepares)
            {
                // Below: a node that was restarted has forgotten all of them.
            }
            catch (CqlException e) when (statement.IsConditional && e.Outcome == RequestOutcome.Unknown)
            {
                throw new CqlOutcomeUnknownException(e);
            }

            await PrepareAgainAsync(statement, pool, connection, sentAt, cancellationToken);
        }
    }

    private static async Task PrepareAgainAsync(CqlStatement statement, NodePool pool, CqlConnection connection, long sentAt, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var prepared in statement.PreparedParts)
                await pool.Preparations.PrepareAsync(prepared, connection, sentAt, cancellationToken);
        }
        catch (CqlException e) when (e.Outcome == RequestOutcome.Unknown)
        {
            // It is the preparation whose fate is unknown: the statement was not done, and the next node may have it.
            throw new CqlConnectionException(
                $"{connection.EndPoint} has forgotten a statement and could not be told it again: {e.Message}", connection.EndPoint, RequestOutcome.NotSent, e);
        }
    }

    private RequestTerms TermsOf(CqlStatement statement)
    {
        var options = _settings.Options;
        return new RequestTerms(
            statement.Consistency ?? options.Consistency,
            statement.SerialConsistency ?? options.SerialConsistency,
            statement.Timestamp ?? (statement.IsConditional ? null : _timestamps.Next()),
            statement.PageSize ?? options.PageSize,
            statement.PagingState);
    }
}
