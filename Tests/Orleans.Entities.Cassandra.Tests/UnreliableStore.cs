using System.Collections.Concurrent;
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

    /// <summary>Where to put the traces of all that is asked, if it shall be traced.</summary>
    public ConcurrentQueue<Guid>? Traces { get; set; }

    public override async ValueTask<CqlRowSet> ReadSerialAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        statement.Trace = Traces is not null;
        return Traced(await base.ReadSerialAsync(statement, cancellationToken));
    }

    public override async ValueTask<CqlRowSet> ExecuteAsync(CqlStatement statement, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        statement.Trace = Traces is not null;
        if (!statement.IsConditional || _loss == Loss.None)
            return Traced(await base.ExecuteAsync(statement, cancellationToken));
        if (_loss == Loss.OfTheAnswer)
            (await base.ExecuteAsync(statement, cancellationToken)).Dispose();
        _loss = Loss.None;
        throw new CqlOutcomeUnknownException(new CqlTimeoutException(TimeSpan.FromSeconds(1), new IPEndPoint(IPAddress.Loopback, 0)));
    }

    private CqlRowSet Traced(CqlRowSet rows)
    {
        if (rows.TracingId is { } trace)
            Traces?.Enqueue(trace);
        return rows;
    }
}
