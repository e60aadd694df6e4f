using System.Net;
using Cql;
using Orleans.Cassandra;
using Orleans.Configuration;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>A cluster behind a connection that a test holds up, or loses answers of.</summary>
internal sealed class UnreliableStore(CqlSession session, CassandraConnectionOptions options) : CassandraStore(session, options)
{
    private Loss _loss;

    public enum Loss
    {
        None,
        OfTheQuestion,
        OfTheAnswer,
    }

    /// <summary>What every request waits for before it leaves.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Lets the next conditional request, or its answer, get lost.</summary>
    public void LoseNext(Loss loss) => _loss = loss;

    public override async ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        if (!statement.IsConditional || _loss == Loss.None)
            return await base.ExecuteAsync(statement, cancellationToken);
        if (_loss == Loss.OfTheAnswer)
            (await base.ExecuteAsync(statement, cancellationToken)).Dispose();
        _loss = Loss.None;
        throw new CqlOutcomeUnknownException(new CqlTimeoutException(TimeSpan.FromSeconds(1), new IPEndPoint(IPAddress.Loopback, 0)));
    }
}
