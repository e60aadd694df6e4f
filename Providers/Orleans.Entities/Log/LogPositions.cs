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
        var last = await log.ReadAsync(partition, position.Next - 1, 1, TimeSpan.Zero, cancellationToken);
        if (last.Count == 0 || last[0].Id != position.Last)
        {
            throw new LogTruncatedException(
                $"Partition {partition} holds {(last.Count == 0 ? "nothing" : last[0].Id)} at {position.Next - 1}, and the position says {position.Last}.");
        }
    }
}
