namespace Orleans.Entities;

/// <summary>Where streams begin.</summary>
internal static class StreamPositions
{
    /// <summary>The position that a provider has in a partition. The first ever is the log's end, and stored at once: who came later would begin at a later end.</summary>
    public static async Task<LogPosition> TakeAsync(IEventLog log, string reader, int partition, CancellationToken cancellationToken)
    {
        if (await log.GetPositionAsync(reader, partition, cancellationToken) is { } stored)
            return stored;
        var extent = await log.GetExtentAsync(partition, cancellationToken);
        var end = new LogPosition(log.LogId, extent.Next, null);
        await log.SetPositionAsync(reader, partition, end, cancellationToken);
        return end;
    }

    /// <summary>Takes those of all partitions.</summary>
    public static Task TakeAllAsync(IEventLog log, string reader, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, log.PartitionCount).Select(partition => TakeAsync(log, reader, partition, cancellationToken)));
}
