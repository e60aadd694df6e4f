using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Faults;

/// <summary>
/// Entities whose events are appended through whatever happens, as relays do it, and a reader that stores its position after what it has
/// read. In the end what it read is held against what was appended: order, losses and repeats.
/// </summary>
/// <param name="owner">The process that has the entities. It may be another one later.</param>
/// <param name="reader">The log of another process.</param>
/// <param name="entities">How many entities there are.</param>
internal sealed class Traffic(Func<Owner> owner, KafkaEventLog reader, int entities)
{
    private const string Reader = "traffic";
    private const int MostEvents = 3;

    // Answers that are late, unknown or refused are asked for again after so long.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly long[] _versions = new long[entities];
    private readonly List<LogEvent>[] _read = [.. Enumerable.Range(0, reader.PartitionCount).Select(_ => new List<LogEvent>())];
    private long _appended;
    private volatile bool _isWritten;

    /// <summary>How many events were acknowledged.</summary>
    public long Appended => Interlocked.Read(ref _appended);

    /// <summary>How many events were read, the same again included.</summary>
    public int Read => _read.Sum(events => events.Count);

    /// <summary>Appends and reads while something happens, until everything that was appended is read.</summary>
    /// <param name="trouble">What happens.</param>
    public async Task RunAsync(Func<Task> trouble)
    {
        var writing = Task.WhenAll(Enumerable.Range(0, entities).Select(entity => Task.Run(() => WriteAsync(entity))));
        var reading = Task.WhenAll(Enumerable.Range(0, reader.PartitionCount).Select(partition => Task.Run(() => ReadAsync(partition))));
        try
        {
            await trouble();
        }
        finally
        {
            await _stop.CancelAsync();
            await writing;
            _isWritten = true;
        }

        await reading;
    }

    /// <summary>Waits until so many events more were acknowledged: whatever happened is overcome.</summary>
    public async Task AppendMoreAsync(int events)
    {
        for (var goal = Appended + events; Appended < goal;)
            await Task.Delay(Pause);
    }

    /// <summary>Fails unless each entity's events are there, in the order of its commits, without a gap; what comes again does not count.</summary>
    public void Check()
    {
        var told = _read.SelectMany(events => events).ToLookup(value => value.Entity, value => (value.Version, value.Index));
        for (var entity = 0; entity < entities; entity++)
        {
            var expected = Enumerable.Range(1, (int)_versions[entity]).SelectMany(version => Enumerable.Range(0, EventsOf(version)).Select(index => ((long)version, index)));
            Assert.Equal(expected, told[KeyOf(entity)].Distinct());
        }
    }

    private static int EventsOf(long version) => 1 + (int)(version % MostEvents);

    private static EntityKey KeyOf(int entity) => new("thing", $"{entity}");

    private async Task WriteAsync(int entity)
    {
        while (!_stop.IsCancellationRequested)
        {
            var version = _versions[entity] + 1;
            var commit = Commits.Of(KeyOf(entity), version, EventsOf(version));
            await TryAsync(async () => owner() is var (log, died) && await log.AppendAsync(commit).AsTask().WaitAsync(died) == CommitOutcome.Committed);
            _versions[entity] = version;
            Interlocked.Add(ref _appended, EventsOf(version));
            await Task.Delay(1);
        }
    }

    private async Task ReadAsync(int partition)
    {
        var (next, stored) = (0L, 0L);
        while (true)
        {
            var isLast = _isWritten;
            IReadOnlyList<LogEvent> events = [];
            await TryAsync(async () =>
            {
                events = await reader.ReadAsync(partition, next, 500, Wait);
                return true;
            });
            if (events.Count > 0)
            {
                _read[partition].AddRange(events);
                next = events[^1].Offset + 1;
                stored = await StoreAsync(partition, new(reader.LogId, next, events[^1].Id), stored);
            }
            else if (isLast && await IsAtEndAsync(partition, next))
            {
                return;
            }
        }
    }

    // Another process finds no position that is lower than one that was found before.
    private async Task<long> StoreAsync(int partition, LogPosition position, long before)
    {
        var found = 0L;
        await TryAsync(async () =>
        {
            await reader.SetPositionAsync(Reader, partition, position);
            found = (await owner().Log.GetPositionAsync(Reader, partition))?.Next ?? 0;
            return true;
        });
        Assert.InRange(found, Math.Max(before, position.Next), position.Next);
        return found;
    }

    private async Task<bool> IsAtEndAsync(int partition, long next)
    {
        var end = 0L;
        await TryAsync(async () =>
        {
            end = (await reader.GetExtentAsync(partition)).Next;
            return true;
        });
        return next >= end;
    }

    private static async Task TryAsync(Func<Task<bool>> attempt)
    {
        while (true)
        {
            try
            {
                if (await attempt())
                    return;
            }
            catch (Exception e) when (e is EntityStoreException and not LogTruncatedException or OperationCanceledException)
            {
                // Brokers are away, or the owner died.
            }

            await Task.Delay(Pause);
        }
    }
}
