using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;

namespace Marketplace.Benchmarks.Store;

/// <summary>
/// What following the log costs: some readers, each on every partition, beside a fixed rate of commits with one event each.
/// <c>log-reads [readers] [commits a second] [seconds]</c>
/// </summary>
internal static class LogReads
{
    private const int Callers = 16;
    private const int DataBytes = 300;
    private const int WarmUpSeconds = 3;

    internal static async Task RunAsync(string[] args)
    {
        var readers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var rate = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 4000;
        var seconds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("log-reads-").FullName;
        try
        {
            using var store = new RocksDbEntityStore(
                new RocksDbEntityOptions { Folder = folder }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
            store.Open();
            using var done = new CancellationTokenSource();
            var read = new long[readers * store.Log.PartitionCount];
            Task[] following = [.. read.Select((_, i) => Task.Run(() => FollowAsync(store.Log, i % store.Log.PartitionCount, read, i, done.Token)))];
            await CommitAsync(store.Entities, rate, WarmUpSeconds, "w");
            var (processor, readBefore) = (Environment.CpuUsage.TotalTime, read.Sum());
            var start = Stopwatch.GetTimestamp();
            var commits = await CommitAsync(store.Entities, rate, seconds, "m");
            var elapsed = Stopwatch.GetElapsedTime(start);
            processor = Environment.CpuUsage.TotalTime - processor;
            var events = read.Sum() - readBefore;
            await done.CancelAsync();
            await Task.WhenAll(following);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{readers} readers: {commits / elapsed.TotalSeconds:N0} commits/s, {events / elapsed.TotalSeconds:N0} events read/s, {processor.TotalMicroseconds / commits:F1} µs of processor a commit with its reads"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FollowAsync(IEventLog log, int partition, long[] read, int slot, CancellationToken done)
    {
        try
        {
            for (var offset = 0L; ;)
            {
                var count = (await log.ReadAsync(partition, offset, 256, TimeSpan.FromSeconds(1), done)).Count;
                offset += count;
                Volatile.Write(ref read[slot], offset);
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }
    }

    private static async Task<int> CommitAsync(IEntityStore store, int rate, int seconds, string prefix)
    {
        var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(
            caller => Task.Run(() => CallAsync(store, $"{prefix}{caller}-", (double)rate / Callers, seconds))));
        return counts.Sum();
    }

    private static async Task<int> CallAsync(IEntityStore store, string prefix, double rate, int seconds)
    {
        var data = new byte[DataBytes];
        PendingEvent[] events = [new PendingEvent("bench.thing.happened.v1", data)];
        var start = Stopwatch.GetTimestamp();
        for (var count = 0; ; count++)
        {
            var early = TimeSpan.FromSeconds(count / rate) - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.FromMilliseconds(1))
                await Task.Delay(early);
            if (Stopwatch.GetElapsedTime(start).TotalSeconds >= seconds)
                return count;
            var outcome = await store.CommitAsync(new EntityCommit
            {
                Key = new EntityKey("order", string.Create(CultureInfo.InvariantCulture, $"{prefix}{count}")),
                ExpectedVersion = 0,
                ExpectedWriteId = Guid.Empty,
                WriteId = Guid.NewGuid(),
                Head = data,
                Events = events,
                Time = DateTimeOffset.UnixEpoch,
            });
            if (outcome != CommitOutcome.Committed)
                throw new InvalidOperationException($"A commit ended as {outcome}.");
        }
    }
}
