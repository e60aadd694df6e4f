using Microsoft.Extensions.Logging;
using Orleans.Entities;
using Orleans.Streaming.Kafka.Positions;
using Orleans.Streaming.Kafka.Read;
using Orleans.Streaming.Kafka.Topics;

namespace Orleans.Streaming.Kafka;

/// <summary>
/// Holds the log, every few seconds, against what it was: the topics' ids, the number of partitions, their ends; and the reading of it against
/// what there is to read.
/// </summary>
internal sealed partial class LogWatch(
    LogTopic events,
    LogTopic positions,
    LogTopics topics,
    LogEnds ends,
    TailMemory memory,
    PositionTable table,
    LogFeed feed,
    LogFaults faults,
    PositionWriter writer,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly long[] _lags = new long[events.Partitions];

    // An end that is below what was read may be a new leader's that does not know the end yet: it must be seen twice.
    private readonly bool[] _isShort = new bool[events.Partitions];

    // Whether a topic may be another one under the same name: a topic does not go back by itself, nor does it vanish.
    private bool _isSuspect;

    // The last is that of the positions.
    private readonly StallWatch _stalls = new(events.Partitions + 1, time);

    private Task _run = Task.CompletedTask;

    /// <summary>By partition: how many offsets the memory was behind its end, when it was last looked at.</summary>
    public IReadOnlyList<long> Lags => _lags;

    public void Start() => _run = RunAsync(new PeriodicTimer(Period, time));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    /// <summary>Looks once.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var isThere = await topics.VerifyAsync(events, cancellationToken) && await topics.VerifyAsync(positions, cancellationToken);
            _isSuspect |= !isThere || faults.Suspects.Count > 0;
            await CompareAsync(cancellationToken);
            if (_isSuspect)
                await IdentifyAsync(cancellationToken);
            await writer.RestoreFallenAsync(cancellationToken);
        }
        catch (LogTruncatedException e)
        {
            faults.Stop(e.Message);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotSeen(logger, e);
        }
    }

    private async Task RunAsync(PeriodicTimer ticks)
    {
        using var timer = ticks;
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
                await LookAsync(_stop.Token);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The log is closed: whatever the last look met, a broker that does not answer among it, keeps nothing from being closed.
        }
    }

    private async Task IdentifyAsync(CancellationToken cancellationToken)
    {
        await topics.IdentifyAsync(events, cancellationToken);
        await topics.IdentifyAsync(positions, cancellationToken);
        _isSuspect = false;
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        long[] passed = [.. memory.Tails.Select(tail => tail.Passage.Passed), table.Passage.Passed];
        var extents = await ends.AskAsync().WaitAsync(cancellationToken);
        for (var partition = 0; partition < events.Partitions; partition++)
        {
            var extent = extents[partition];
            _lags[partition] = Math.Max(0, extent.Next - passed[partition]);
            var isShort = extent.Next < passed[partition];
            if (isShort && _isShort[partition])
                faults.Stop(partition, $"Partition {partition} of topic '{events.Name}' ends at {extent.Next}, and was read up to {passed[partition]}: events were lost.");
            _isShort[partition] = isShort;
            _isSuspect |= isShort;
        }

        foreach (var partition in faults.Suspects)
        {
            if (_isShort[partition])
                continue;
            faults.Clear(partition);
            feed.Restart(partition, Math.Max(extents[partition].First, passed[partition]));
        }

        Rebuild(passed, extents);
    }

    private void Rebuild(long[] passed, LogExtent[] extents)
    {
        var isOver = feed.IsBroken;
        for (var partition = 0; partition < passed.Length; partition++)
        {
            if (!_stalls.IsStalled(partition, passed[partition], extents[partition].Next))
                continue;
            isOver = true;
            LogStalled(logger, partition < events.Partitions ? events.Name : positions.Name, partition % events.Partitions, passed[partition], extents[partition].Next);
        }

        if (isOver)
            feed.Rebuild();
    }

    [LoggerMessage(LogLevel.Error, "Topic '{Topic}', partition {Partition}, ends at {End}, and nothing came from {Passed} on for a minute: it is read on with a new consumer")]
    private static partial void LogStalled(ILogger logger, string topic, int partition, long passed, long end);

    [LoggerMessage(LogLevel.Warning, "The log could not be looked after; it is tried again")]
    private static partial void LogNotSeen(ILogger logger, Exception cause);
}
