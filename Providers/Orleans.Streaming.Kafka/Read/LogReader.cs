using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Read;

/// <summary>Reads by position: from the memory of newest events, or from the backlog.</summary>
internal sealed class LogReader(TailMemory memory, Backlog backlog, LogEnds ends, LogFaults faults, TimeProvider time)
{
    /// <summary>How long this process may take to read what the brokers say is there.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async ValueTask<IReadOnlyList<LogEvent>> ReadAsync(int partition, long offset, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        var tail = memory.Tails[partition];
        var at = offset;
        for (var begin = time.GetTimestamp(); ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            faults.ThrowIfStopped(partition);
            var moved = tail.Passage.Moved;
            var (place, events) = tail.Read(at, limit);
            if (events.Count > 0)
                return events;
            if (place is TailPlace.Here)
            {
                var rest = wait - time.GetElapsedTime(begin);
                if (rest <= TimeSpan.Zero)
                    return [];
                await moved.WaitAsync(rest, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            else if (place is TailPlace.Behind)
            {
                var chunk = await SeekAsync(partition, at, tail.From, cancellationToken);
                if (chunk.Read(at, limit) is { Count: > 0 } found)
                    return found;
                at = chunk.To;
            }
            else
            {
                await CheckAsync(partition, offset, cancellationToken);
            }
        }
    }

    /// <summary>
    /// What a partition holds. Its end is behind the newest event, not behind what comes after it that is none: a reader that has all events is
    /// at the end. Waits until this process has read what the brokers have.
    /// </summary>
    public async ValueTask<LogExtent> ExtentAsync(int partition, CancellationToken cancellationToken)
    {
        faults.ThrowIfStopped(partition);
        var tail = memory.Tails[partition];
        var passed = tail.Passage.Passed;
        var known = (await ends.AskAsync().WaitAsync(cancellationToken))[partition];
        if (known.Next < passed)
        {
            faults.Suspect(partition);
            throw new EntityStoreException($"Partition {partition} of the log ends at {known.Next}, and was read up to {passed}: it is looked into.");
        }

        if (!await tail.Passage.ReachAsync(known.Next, Limit, time, cancellationToken))
        {
            faults.ThrowIfStopped(partition);
            throw new EntityStoreException($"Partition {partition} of the log ends at {known.Next}, and this process has come to {tail.Passage.Passed} only.");
        }

        return new(known.First, Math.Max(known.First, tail.Next));
    }

    // Another process may have read further; an offset that the brokers do not know either is of another log.
    private async ValueTask CheckAsync(int partition, long offset, CancellationToken cancellationToken)
    {
        var extent = await ExtentAsync(partition, cancellationToken);
        if (offset < extent.First || offset > memory.Tails[partition].Passage.Passed)
            throw Truncated(partition, offset, extent);
    }

    private async ValueTask<BacklogChunk> SeekAsync(int partition, long offset, long until, CancellationToken cancellationToken)
    {
        try
        {
            return await backlog.ReadAsync(partition, offset, until, cancellationToken);
        }
        catch (LogTruncatedException)
        {
            throw Truncated(partition, offset, await ExtentAsync(partition, cancellationToken));
        }
    }

    private static LogTruncatedException Truncated(int partition, long offset, LogExtent extent)
        => new($"Partition {partition} of the log holds the offsets {extent.First} to {extent.Next}, and {offset} was asked for.");
}
