using System.Diagnostics;
using Cql.Sessions;

namespace Cql.Telemetry;

/// <summary>One request that somebody wants to hear of: its span, its duration, and where it went.</summary>
internal sealed class Observation
{
    private readonly CqlStatement _statement;
    private readonly StatementSummary _summary;
    private readonly string? _keyspace;
    private readonly TimeProvider _time;
    private readonly Activity? _activity;
    private readonly long _begin;
    private NodePool? _asked;
    private int _speculations;

    public Observation(CqlStatement statement, string? sessionKeyspace, TimeProvider time)
    {
        (_statement, _time) = (statement, time);
        _summary = statement.Summarize();
        _keyspace = sessionKeyspace ?? statement.RoutingKeyspace;
        _activity = Instruments.Source.HasListeners() ? Begin() : null;
        _begin = time.GetTimestamp();
    }

    /// <summary>A node is asked.</summary>
    public void Asked(NodePool pool) => Volatile.Write(ref _asked, pool);

    /// <summary>One more node is asked, for want of an answer.</summary>
    public void Speculated() => Interlocked.Increment(ref _speculations);

    /// <summary>It is done.</summary>
    public void End(CqlRowSet rows)
    {
        if (_activity is { IsAllDataRequested: true } && rows.Columns.Count > 0)
            _activity.SetTag(Tags.ReturnedRows, rows.Count);
        End(failure: null);
    }

    /// <summary>It failed.</summary>
    public void End(Exception? failure)
    {
        if (Instruments.Duration.Enabled)
            Record(failure);
        if (_activity is null)
            return;
        if (_activity.IsAllDataRequested)
            Describe(_activity, failure);
        _activity.Dispose();
    }

    private Activity? Begin()
    {
        // Those that decide whether a span is kept.
        List<KeyValuePair<string, object?>> tags = [new(Tags.System, Tags.Cassandra), new(Tags.Operation, _summary.Operation), new(Tags.Summary, _summary.Words)];
        if (_keyspace is not null)
            tags.Add(new(Tags.Namespace, _keyspace));
        if (_summary.Collection is not null)
            tags.Add(new(Tags.Collection, _summary.Collection));
        if (_summary.Text is not null)
            tags.Add(new(Tags.Text, _summary.Text));
        return Instruments.Source.StartActivity(_summary.Words, ActivityKind.Client, parentContext: default, tags);
    }

    private void Describe(Activity activity, Exception? failure)
    {
        activity.SetTag(Tags.ConsistencyLevel, Tags.LevelOf(_statement.Terms.Consistency));
        activity.SetTag(Tags.IsIdempotent, _statement.IsIdempotent);
        if (_statement is BatchStatement { Count: > 1 } batch)
            activity.SetTag(Tags.BatchSize, batch.Count);
        else if (_statement is not BatchStatement)
            activity.SetTag(Tags.PageSize, _statement.Terms.PageSize);
        if (Volatile.Read(ref _speculations) is > 0 and var speculations)
            activity.SetTag(Tags.SpeculativeExecutions, speculations);
        if (Volatile.Read(ref _asked) is { } pool)
        {
            activity.SetTag(Tags.ServerAddress, pool.Address);
            activity.SetTag(Tags.ServerPort, pool.Port);
            activity.SetTag(Tags.CoordinatorId, pool.Node.HostId.ToString());
            activity.SetTag(Tags.CoordinatorDataCentre, pool.Node.DataCentre);
        }

        if (failure is null)
            return;
        activity.SetTag(Tags.ErrorType, Tags.ErrorTypeOf(failure));
        if (Tags.StatusCodeOf(failure) is { } code)
            activity.SetTag(Tags.StatusCode, code);

        // Without the message: a server's may repeat what stands in the statement.
        activity.SetStatus(ActivityStatusCode.Error);
    }

    private void Record(Exception? failure)
    {
        var tags = new TagList { { Tags.System, Tags.Cassandra }, { Tags.Operation, _summary.Operation }, { Tags.Summary, _summary.Words } };
        if (_keyspace is not null)
            tags.Add(Tags.Namespace, _keyspace);
        if (_summary.Collection is not null)
            tags.Add(Tags.Collection, _summary.Collection);
        if (Volatile.Read(ref _asked) is { } pool)
        {
            tags.Add(Tags.ServerAddress, pool.Address);
            tags.Add(Tags.ServerPort, pool.Port);
        }

        if (failure is not null)
            tags.Add(Tags.ErrorType, Tags.ErrorTypeOf(failure));
        if (failure is not null && Tags.StatusCodeOf(failure) is { } code)
            tags.Add(Tags.StatusCode, code);
        Instruments.Duration.Record(_time.GetElapsedTime(_begin).TotalSeconds, tags);
    }
}
