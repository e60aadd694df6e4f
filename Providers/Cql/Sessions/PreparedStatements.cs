using System.Collections.Concurrent;
using Cql.Protocol.Messages;

namespace Cql.Sessions;

/// <summary>What the session has prepared: each text once, however many ask at the same time. What fails is not remembered.</summary>
internal sealed class PreparedStatements(Cluster cluster, SessionSettings settings)
{
    private readonly ConcurrentDictionary<StatementToPrepare, Task<PreparedStatement>> _known = new();

    /// <exception cref="CqlException">No node prepares it.</exception>
    public async Task<PreparedStatement> GetAsync(StatementToPrepare statement, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(statement, out var known))
            return await known.WaitAsync(cancellationToken);
        var mine = new TaskCompletionSource<PreparedStatement>(TaskCreationOptions.RunContinuationsAsynchronously);
        known = _known.GetOrAdd(statement, mine.Task);
        if (known == mine.Task)
            _ = PrepareAsync(statement, mine);
        return await known.WaitAsync(cancellationToken);
    }

    // Without the token of who asked first: others may wait for it, and whoever does not want to wait any longer just goes.
    private async Task PrepareAsync(StatementToPrepare statement, TaskCompletionSource<PreparedStatement> done)
    {
        try
        {
            done.SetResult(await PrepareAsync(statement));
        }
        catch (Exception e)
        {
            _known.TryRemove(statement, out _);
            done.SetException(e);

            // Observed, though everybody may have gone.
            _ = done.Task.Exception;
        }
    }

    private async Task<PreparedStatement> PrepareAsync(StatementToPrepare statement)
    {
        var view = cluster.View;
        var plan = view.Routing.Plan(keyspace: null, token: null, allowRemote: settings.Options.AllowRemote);
        CqlException? last = null;
        while (plan.MoveNext())
        {
            if (view.Pools[plan.Current]?.Pick() is not { } connection)
                continue;
            try
            {
                var request = new PrepareRequest(statement.Cql, statement.Keyspace);
                using var answer = await connection.SendAsync(request, settings.Options.RequestTimeout, CancellationToken.None);
                return new PreparedStatement(statement.Cql, statement.Keyspace, PrepareAnswers.Read(answer, connection)) { IsIdempotent = statement.IsIdempotent };
            }
            catch (CqlException e) when (e is not (CqlSyntaxException or CqlInvalidRequestException or CqlUnauthorizedException or CqlMessageTooLargeException))
            {
                // To prepare does no harm, however often.
                last = e;
            }
        }

        throw new CqlNoNodeException("No node prepares the statement.", last);
    }
}
