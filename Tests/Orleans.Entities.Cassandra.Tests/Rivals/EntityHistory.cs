using Orleans.Entities.Cassandra.Tests.Events;

namespace Orleans.Entities.Cassandra.Tests.Rivals;

/// <summary>Says whether what several owners were told of an entity, and what arrived in the log, is one history.</summary>
/// <remarks>
/// Each commit names the one that it was decided on. So the last thing that was read tells all commits before it, back to the first: the
/// stored ones, in their one order. Everything else is held against that.
/// </remarks>
internal static class EntityHistory
{
    /// <summary>What is wrong; null when nothing is.</summary>
    /// <param name="calls">All calls, the last of which are readings that nobody wrote beside or after.</param>
    /// <param name="arrivals">What arrived in the log.</param>
    public static string? FindFault(IReadOnlyCollection<EntityCall> calls, IReadOnlyList<Arrival> arrivals)
    {
        var last = calls.Where(call => call.Told == Told.Read).MaxBy(call => call.Ended);
        if (last is null)
            return "Nobody read it in the end.";
        if (TryFollow(last, calls, out var stored) is { } fault)
            return fault;
        return FindUntrue(calls, stored) ?? FindTorn(calls) ?? FindDisorder(calls) ?? FindLost(arrivals, stored);
    }

    /// <summary>Follows what is stored from its end: version n is at place n, and before the first there is nothing.</summary>
    private static string? TryFollow(EntityCall last, IEnumerable<EntityCall> calls, out EntityCall?[] stored)
    {
        var commits = calls.Where(call => call.Told is not (Told.Read or Told.Torn)).ToDictionary(call => call.Text!);
        stored = new EntityCall?[last.Version + 1];
        var text = last.Text;
        for (var version = last.Version; version > 0; version--)
        {
            if (text is null || !commits.TryGetValue(text, out var commit))
                return $"Nobody committed '{text}', which is version {version}.";
            if (commit.Version != version)
                return $"It is version {version}: {commit}";
            if (commit.Told == Told.Never)
                return $"It is stored, and its owner was told that it never would be: {commit}";
            (stored[version], text) = (commit, commit.Base);
        }

        return text is null ? null : $"'{text}' stood before the first version.";
    }

    private static string? FindUntrue(IEnumerable<EntityCall> calls, EntityCall?[] stored)
    {
        foreach (var call in calls.Where(call => call.Told is Told.Read or Told.Torn or Told.Stored))
        {
            if (call.Version >= stored.Length)
                return $"It is not there any more: {call}";
            var commit = stored[call.Version];
            if (commit?.Text != call.Text)
                return $"Version {call.Version} is {commit?.ToString() ?? "nothing"}, and not: {call}";
            if (commit is not null && commit.Began > call.Ended)
                return $"It was read before it was written: {call}";
        }

        return null;
    }

    /// <summary>Rows may be of two commits where one came meanwhile, or may have; where none did, a commit was not whole.</summary>
    private static string? FindTorn(IReadOnlyCollection<EntityCall> calls)
    {
        foreach (var torn in calls.Where(call => call.Told == Told.Torn))
        {
            if (!calls.Any(call => call.Began < torn.Ended && (call.Told == Told.Unknown || (call.Told == Told.Stored && call.Ended > torn.Began))))
                return $"Rows of more than one commit were read, and none came meanwhile: {torn}";
        }

        return null;
    }

    private static string? FindDisorder(IEnumerable<EntityCall> calls)
    {
        var told = calls.Where(call => call.Told is Told.Read or Told.Torn or Told.Stored).ToList();
        var ended = new Queue<EntityCall>(told.OrderBy(call => call.Ended));
        EntityCall? before = null;
        foreach (var call in told.OrderBy(call => call.Began))
        {
            while (ended.TryPeek(out var next) && next.Ended < call.Began)
            {
                ended.Dequeue();
                before = before is null || next.Version > before.Version ? next : before;
            }

            if (before is not null && (call.Told == Told.Stored ? before.Version >= call.Version : before.Version > call.Version))
                return $"{before} had ended before {call} began.";
        }

        return null;
    }

    // What is sent again is in the log again; whoever reads the log recognises it by the version.
    private static string? FindLost(IReadOnlyList<Arrival> arrivals, EntityCall?[] stored)
    {
        var due = new Queue<EntityCall>(stored.OfType<EntityCall>().Where(commit => commit.Events > 0));
        var passed = 0L;
        foreach (var arrival in arrivals)
        {
            if (arrival.Version >= stored.Length || !arrival.Texts.SequenceEqual(TextsOf(stored[arrival.Version])))
                return $"Events arrived that are not those of the version: {arrival.Version}, {string.Join(", ", arrival.Texts)}";
            if (arrival.Version <= passed)
                continue;
            if (due.Dequeue() is var first && first.Version != arrival.Version)
                return $"Events of version {arrival.Version} arrived before those of {first}";
            passed = arrival.Version;
        }

        return due.TryPeek(out var lost) ? $"Its events never arrived: {lost}" : null;
    }

    private static IEnumerable<string> TextsOf(EntityCall? commit) => Enumerable.Range(0, commit?.Events ?? 0).Select(index => commit!.EventText(index));
}
