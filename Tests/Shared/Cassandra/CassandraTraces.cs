using System.Globalization;
using System.Text.RegularExpressions;
using Cql;

namespace Marketplace.Tests.Shared;

/// <summary>What the server wrote down of a request that was traced.</summary>
internal static partial class CassandraTraces
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Nodes write down what they did when it is long done.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The most tombstones that one of its readings met.</summary>
    public static async Task<int> MostTombstonesAsync(CqlSession session, CqlStatement statement, CancellationToken cancellationToken)
    {
        statement.Trace = true;
        Guid trace;
        using (var rows = await session.ExecuteAsync(statement, cancellationToken))
            trace = rows.TracingId ?? throw new InvalidOperationException("It was not traced.");
        for (var begin = TimeProvider.System.GetTimestamp(); ;)
        {
            var readings = (await ActivitiesAsync(session, trace, cancellationToken))
                .Select(activity => Reading.Match(activity))
                .Where(match => match.Success)
                .Select(match => int.Parse(match.Groups["tombstones"].Value, CultureInfo.InvariantCulture))
                .ToList();
            if (readings.Count > 0)
                return readings.Max();
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, "The trace tells of no reading.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>What the replicas were asked to do, in order: the kinds of messages that were sent to them.</summary>
    public static async Task<IReadOnlyList<string>> RequestsAsync(CqlSession session, Guid trace, CancellationToken cancellationToken)
    {
        for (var (begin, before) = (TimeProvider.System.GetTimestamp(), 0); ;)
        {
            await Task.Delay(Settling, cancellationToken);
            var activities = await ActivitiesAsync(session, trace, cancellationToken);
            if (activities.Count > 0 && activities.Count == before)
                return [.. activities.Select(activity => Sending.Match(activity)).Where(match => match.Success).Select(match => match.Groups["kind"].Value).Distinct()];
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, "The trace does not end.");
            before = activities.Count;
        }
    }

    private static async Task<List<string>> ActivitiesAsync(CqlSession session, Guid trace, CancellationToken cancellationToken)
    {
        var statement = new SimpleStatement($"SELECT activity FROM system_traces.events WHERE session_id = {trace}") { Consistency = Consistency.One };
        using var rows = await session.ExecuteAsync(statement, cancellationToken);
        return rows.ToList<string>();
    }

    [GeneratedRegex("Read [0-9]+ live rows.* and (?<tombstones>[0-9]+) tombstone", RegexOptions.CultureInvariant)]
    private static partial Regex Reading { get; }

    [GeneratedRegex("^Sending (?<kind>[A-Z0-9_]+_REQ) message", RegexOptions.CultureInvariant)]
    private static partial Regex Sending { get; }
}
