namespace Orleans.Entities;

/// <summary>What readers do with positions.</summary>
internal static class LogPositions
{
    /// <summary>Holds a stored position against the log it is to be read on from.</summary>
    /// <exception cref="LogTruncatedException">It is of another log, or what it stands on or would read is not there.</exception>
    public static async ValueTask VerifyAsync(IEventLog log, int partition, LogPosition position, CancellationToken cancellationToken)
    {
        if (position.LogId != log.LogId)
            throw new LogTruncatedException($"The position in partition {partition} is of log {position.LogId}, and this is log {log.LogId}.");
        var extent = await log.GetExtentAsync(partition, cancellationToken);
        if (position.Next < extent.First)
            throw new LogTruncatedException($"Partition {partition} is trimmed below {extent.First}, and the position is {position.Next}.");
        if (position.Next > extent.Next)
            throw new LogTruncatedException($"Partition {partition} ends at {extent.Next}, and the position is {position.Next}.");

        // Trimmed right up to the position, the event that it names is gone; everything after it is there.
        if (position.Last is null || position.Next == extent.First)
            return;
        var last = await BeforeAsync(log, partition, position.Next, extent.First, cancellationToken);
        if (last?.Id != position.Last)
        {
            throw new LogTruncatedException(
                $"Partition {partition} holds {last?.Id ?? "nothing"} before {position.Next}, and the position says {position.Last}.");
        }
    }

    // A position stands right behind its event, and the first read finds it. Earlier builds stored the offset of the next one, and a log may
    // have holes between the two.
    private static async ValueTask<LogEvent?> BeforeAsync(IEventLog log, int partition, long next, long first, CancellationToken cancellationToken)
    {
        for (var back = 1L; ; back *= 2)
        {
            LogEvent? last = null;
            var from = Math.Max(first, next - back);
            for (var at = from; at < next; at = last.Offset + 1)
            {
                var events = await log.ReadAsync(partition, at, 1, TimeSpan.Zero, cancellationToken);
                if (events.Count == 0 || events[0].Offset >= next)
                    break;
                last = events[0];
            }

            if (last is not null || from == first)
                return last;
        }
    }
}
