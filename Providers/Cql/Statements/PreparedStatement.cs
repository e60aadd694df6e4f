using System.Collections.Concurrent;
using Cql.Protocol.Messages;
using Cql.Results;
using Cql.Statements;
using Cql.Telemetry;

namespace Cql;

/// <summary>A statement that servers know by an id. One serves all nodes and all threads, for as long as the session lives.</summary>
public sealed class PreparedStatement
{
    private const int MaxPooled = 256;

    private readonly ConcurrentQueue<BoundStatement> _pool = new();
    private PreparedResult _told;
    private ResultShape _result;
    private int _pooled;

    internal PreparedStatement(string cql, string? keyspace, PreparedResult prepared)
    {
        (Cql, Keyspace, _told, _result) = (cql, keyspace, prepared, prepared.Result);
        IsConditional = CqlText.HasCondition(cql);
        IsCounting = CqlText.IsCounterBatch(cql) || (CqlText.IsWrite(cql) && prepared.Parameters.Any(parameter => parameter.Type.Code == CqlTypeCode.Counter));
        ColumnsCache = IsConditional ? new ColumnsCache() : null;
        RoutingKeyspace = prepared.Parameters.Count > 0 ? prepared.Parameters[0].Keyspace : keyspace;
    }

    /// <summary>Its text.</summary>
    public string Cql { get; }

    /// <summary>Its parameters, in order, as the server told last.</summary>
    public IReadOnlyList<CqlColumn> Parameters => Told.Parameters;

    /// <summary>The columns of its rows, as the server told last; none when it answers no rows, or when that depends on a condition.</summary>
    public IReadOnlyList<CqlColumn> Columns => Result.Columns;

    /// <summary>Whether it has a condition (<c>IF</c>).</summary>
    public bool IsConditional { get; }

    /// <summary>Whether executing it twice does no harm: what <see cref="Bind"/> gives to its statements. False by default.</summary>
    public bool IsIdempotent { get; init; }

    /// <inheritdoc cref="CqlStatement.IsCounting"/>
    internal bool IsCounting { get; }

    /// <summary>The columns that answers brought before; null without a condition.</summary>
    internal ColumnsCache? ColumnsCache { get; }

    internal string? Keyspace { get; }

    internal string? RoutingKeyspace { get; }

    /// <summary>What it is called in spans and metrics.</summary>
    internal StatementSummary Summary => field ??= StatementSummary.Of(Cql, hasValuesApart: true);

    internal byte[] Id => Told.Id;

    /// <summary>What the server told of its parameters last.</summary>
    internal PreparedResult Told => Volatile.Read(ref _told);

    internal ResultShape Result
    {
        get => Volatile.Read(ref _result);
        set => Volatile.Write(ref _result, value);
    }

    /// <summary>Begins an execution: set the values, execute it, dispose it.</summary>
    public BoundStatement Bind()
    {
        if (_pool.TryDequeue(out var bound))
            Interlocked.Decrement(ref _pooled);
        else
            bound = new BoundStatement(this);
        bound.Begin();
        return bound;
    }

    /// <inheritdoc/>
    public override string ToString() => Cql;

    /// <summary>A node prepared it anew.</summary>
    internal void TakeIn(PreparedResult prepared)
    {
        // What says the same is kept: values that were set by it still fit.
        if (!prepared.Parameters.SequenceEqual(Parameters))
            Volatile.Write(ref _told, prepared);
        if (!IsConditional)
            Result = prepared.Result;
    }

    internal void Return(BoundStatement bound)
    {
        if (Interlocked.Increment(ref _pooled) <= MaxPooled)
            _pool.Enqueue(bound);
        else
            Interlocked.Decrement(ref _pooled);
    }
}
