using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cql.Connections;
using Cql.Statements;
using Cql.Telemetry;
using Cql.Topology;

namespace Cql.Sessions;

/// <summary>Executes statements: on the nodes that suit best, and on the next where that can do no harm.</summary>
/// <remarks>
/// <code>
/// statement ─► terms filled in ─► plan ─► connection ─► answer ─► rows
///                                  ▲                      │
///                                  └── next node ◄────────┘ nothing was sent, or refused for the node's own reasons, or idempotent
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
        FillIn(statement);
        return Instruments.IsOn ? ExecuteObservedAsync(statement, cancellationToken) : ExecuteAsync(statement, observation: null, cancellationToken);
    }

    private async ValueTask<CqlRowSet> ExecuteObservedAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        var observation = new Observation(statement, _settings.Options.Keyspace, _settings.Time);
        try
        {
            var rows = await ExecuteAsync(statement, observation, cancellationToken);
            observation.End(rows);
            return rows;
        }
        catch (Exception e)
        {
            observation.End(e);
            throw;
        }
    }

    private ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, Observation? observation, CancellationToken cancellationToken)
    {
        long? token = statement.TryGetToken(out var known) ? known : null;
        var view = _cluster.View;
        var route = new Route(view, view.Routing.Plan(statement.RoutingKeyspace, token, statement.IsConditional, _settings.Options.AllowRemote), observation);
        return _speculation is not null && statement.IsIdempotent && !statement.IsConditional
            ? _speculation.ExecuteAsync(statement, route, cancellationToken)
            : TryAllAsync(statement, route, cancellationToken);
    }

    /// <summary>Tries one node after the other, as far as that can do no harm.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CqlRowSet> TryAllAsync(IStatementRequest request, Route route, CancellationToken cancellationToken)
    {
        CqlException? last = null;
        CqlException? unknown = null;
        var retries = default(Retries);
        while (route.Next() is { } pool)
        {
            var verdict = RetryVerdict.SameNode;
            while (verdict == RetryVerdict.SameNode && pool.Pick() is { } connection)
            {
                route.Observation?.Asked(pool);
                try
                {
                    var rows = await TryAsync(request, pool, connection, cancellationToken);
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
                }
                catch (CqlException) when (unknown is not null)
                {
                    // What one node may have done is not undone by another's refusal.
                    ExceptionDispatchInfo.Throw(unknown);
                }
            }
        }

        if (unknown is not null)
            ExceptionDispatchInfo.Throw(unknown);
        throw last is null or { Outcome: RequestOutcome.NotSent } ? new CqlNoNodeException("No node takes the request.", last ?? route.LastFailure) : last;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CqlRowSet> TryAsync(IStatementRequest request, NodePool pool, CqlConnection connection, CancellationToken cancellationToken)
    {
        var statement = request.Statement;
        for (var prepares = 0; ; prepares++)
        {
            var sentAt = pool.Prepared;
            try
            {
                var answer = await connection.SendAsync(request, statement.Timeout ?? _settings.Options.RequestTimeout, cancellationToken);
                var (rows, change) = Answers.Read(answer, connection, request);
                if (change is not null)
                    await _cluster.OnSchemaChangedAsync(connection, cancellationToken);
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
                await pool.PrepareAsync(prepared, connection, sentAt, cancellationToken);
        }
        catch (CqlException e) when (e.Outcome == RequestOutcome.Unknown)
        {
            // It is the preparation whose fate is unknown: the statement was not done, and the next node may have it.
            throw new CqlConnectionException(
                $"{connection.EndPoint} has forgotten a statement and could not be told it again: {e.Message}", connection.EndPoint, RequestOutcome.NotSent, e);
        }
    }

    private void FillIn(CqlStatement statement)
    {
        var options = _settings.Options;
        statement.SessionKeyspace = options.Keyspace;
        statement.Terms = new RequestTerms(
            statement.Consistency ?? options.Consistency,
            statement.SerialConsistency ?? options.SerialConsistency,
            statement.Timestamp ?? (statement.IsConditional ? null : _timestamps.Next()),
            statement.PageSize ?? options.PageSize,
            statement.PagingState);
    }
}
