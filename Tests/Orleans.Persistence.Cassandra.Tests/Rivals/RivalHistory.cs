namespace Orleans.Persistence.Cassandra.Tests.Rivals;

/// <summary>Says whether calls that overlap can have happened one after the other.</summary>
/// <remarks>
/// An ETag counts the writes before it, so it says where a call was in that order; what is left to check is that each place has one write,
/// that whoever reads a place reads that write, and that the order is no other than the clock's. Texts are of one write each.
/// </remarks>
internal static class RivalHistory
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? FindFault(IReadOnlyCollection<RivalCall> calls)
    {
        var placed = calls.Where(call => call.Version is not null).OrderBy(call => call.Ended).ToList();
        foreach (var place in placed.GroupBy(call => call.Version!.Value))
        {
            if (place.Count(call => !call.IsRead) > 1)
                return $"Two writes were told that they are version {place.Key}: {string.Join(", ", place)}";
            if (place.Select(call => call.Text).Distinct().Count() > 1)
                return $"Version {place.Key} is not one thing: {string.Join(", ", place)}";
        }

        return FindUnwritten(placed, calls) ?? FindDisorder(placed);
    }

    private static string? FindUnwritten(List<RivalCall> placed, IReadOnlyCollection<RivalCall> calls)
    {
        var writes = calls.Where(call => call is { IsRead: false, Text: not null }).ToDictionary(call => call.Text!);
        foreach (var read in placed.Where(call => call is { IsRead: true, Text: not null }))
        {
            if (!writes.TryGetValue(read.Text!, out var write) || write.Began > read.Ended)
                return $"What was read had not been written: {read}";
        }

        return null;
    }

    private static string? FindDisorder(List<RivalCall> placed)
    {
        foreach (var call in placed)
        {
            var before = placed.TakeWhile(other => other.Ended < call.Began).MaxBy(other => other.Version);
            if (before is not null && (call.IsRead ? before.Version > call.Version : before.Version >= call.Version))
                return $"{before} had ended before {call} began";
        }

        return null;
    }
}
