using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cql.Connections;
using Cql.Statements;
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
internal sealed class RequestExecutor(Cluster cluster, SessionSettings settings)
{
    private const int MaxPrepares = 2;

    private readonly TimestampGenerator _timestamps = new(settings.Time, settings.Logger);

    /// <exception cref="CqlException">It was not done, or that is not known.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        FillIn(statement);
        long? token = statement.TryGetToken(out var known) ? known : null;
        var view = cluster.View;
        var plan = view.Routing.Plan(statement.RoutingKeyspace, token, statement.IsConditional, settings.Options.AllowRemote);
        CqlException? last = null;
        CqlException? unknown = null;
        var retries = default(Retries);
        while (plan.MoveNext())
        {
            if (view.Pools[plan.Current] is not { } pool)
                continue;
            var verdict = RetryVerdict.SameNode;
            while (verdict == RetryVerdict.SameNode && pool.Pick() is { } connection)
            {
                try
                {
                    return await TryAsync(statement, pool, connection, cancellationToken);
                }
                catch (CqlException e) when ((verdict = retries.Decide(e, statement)) != RetryVerdict.Fail)
                {
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
        throw last is null or { Outcome: RequestOutcome.NotSent } ? new CqlNoNodeException("No node takes the request.", last ?? LastFailure(view)) : last;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<CqlRowSet> TryAsync(CqlStatement statement, NodePool pool, CqlConnection connection, CancellationToken cancellationToken)
    {
        for (var prepares = 0; ; prepares++)
        {
            var sentAt = pool.Prepared;
            try
            {
                var answer = await connection.SendAsync(statement, statement.Timeout ?? settings.Options.RequestTimeout, cancellationToken);
                var (rows, change) = Answers.Read(answer, connection, statement);
                if (change is not null)
                    await cluster.OnSchemaChangedAsync(connection, cancellationToken);
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
        var options = settings.Options;
        statement.SessionKeyspace = options.Keyspace;
        statement.Terms = new RequestTerms(
            statement.Consistency ?? options.Consistency,
            statement.SerialConsistency ?? options.SerialConsistency,
            statement.Timestamp ?? (statement.IsConditional ? null : _timestamps.Next()),
            statement.PageSize ?? options.PageSize,
            statement.PagingState);
    }

    private static CqlException? LastFailure(ClusterView view) => view.Pools.FirstOrDefault(pool => pool?.LastFailure is not null)?.LastFailure;
}
