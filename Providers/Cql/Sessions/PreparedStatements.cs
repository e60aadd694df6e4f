using Cql.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Cql.Sessions;

/// <summary>
/// What the session has prepared: each text once, however many ask at the same time. What fails is not remembered, and of very many what was
/// asked for longest ago is not: whoever has it goes on with it, and whoever asks for it again has it prepared again.
/// </summary>
internal sealed partial class PreparedStatements(Cluster cluster, SessionSettings settings)
{
    /// <summary>How many are remembered: more than a program has texts, unless it writes values into them.</summary>
    public const int Room = 1000;

    private readonly KnownStatements _known = new(Room);
    private int _isFull;

    /// <exception cref="CqlException">No node prepares it.</exception>
    public async Task<PreparedStatement> GetAsync(StatementToPrepare statement, CancellationToken cancellationToken)
    {
        var known = _known.GetOrAdd(statement, out var mine);
        if (mine is not null)
        {
            _ = PrepareAsync(statement, mine);
            if (_known.Forgotten > 0 && Interlocked.Exchange(ref _isFull, 1) == 0)
                LogFull(settings.Logger, Room);
        }

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
            _known.Remove(statement, done.Task);
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

    [LoggerMessage(LogLevel.Warning, "More than {Room} statements were prepared: those that were asked for longest ago are forgotten. If their texts differ only by values, set these as parameters")]
    private static partial void LogFull(ILogger logger, int room);
}
