using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;

namespace Marketplace.Benchmarks.Store;

/// <summary>
/// Durable commits a second of the embedded store: heads of 256 bytes, a new entity each time or after some commits, a fixed number
/// of callers that wait for their answer. <c>store-commits [callers] [seconds] [events a commit] [commits an entity]</c>
/// </summary>
/// <remarks>To see what a slower disk does, run it by <c>Benchmarks/slow-sync 2</c>, which adds two milliseconds to each sync.</remarks>
internal static class StoreCommits
{
    private const int HeadBytes = 256;
    private const int WarmUpSeconds = 2;

    internal static async Task RunAsync(string[] args)
    {
        var callers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 256;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var events = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 0;
        var versions = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("store-commits-").FullName;
        try
        {
            using var store = new RocksDbEntityStore(
                new RocksDbEntityOptions { Folder = folder }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
            store.Open();
            await RunAsync(store.Entities, callers, events, versions, WarmUpSeconds, "w");
            var before = Environment.CpuUsage.TotalTime;
            var (latencies, elapsed) = await RunAsync(store.Entities, callers, events, versions, seconds, "m");
            var processor = Environment.CpuUsage.TotalTime - before;
            latencies.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{callers} callers, {events} events, {versions} commits an entity: {latencies.Count / elapsed.TotalSeconds:N0} commits/s, p50 {Latencies.At(latencies, 0.5):F2} ms, p99 {Latencies.At(latencies, 0.99):F2} ms, max {Latencies.At(latencies, 1):F1} ms, {processor.TotalMicroseconds / latencies.Count:F1} µs of processor a commit"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(List<long> Latencies, TimeSpan Elapsed)> RunAsync(
        IEntityStore store, int callers, int events, int versions, int seconds, string prefix)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (seconds * Stopwatch.Frequency);
        var perCaller = await Task.WhenAll(
            Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(store, $"{prefix}{caller}-", events, versions, end))));
        return ([.. perCaller.SelectMany(latencies => latencies)], Stopwatch.GetElapsedTime(start));
    }

    private static async Task<List<long>> CallAsync(IEntityStore store, string prefix, int events, int versions, long end)
    {
        var latencies = new List<long>();
        var head = new byte[HeadBytes];
        Random.Shared.NextBytes(head);
        PendingEvent[] pending = [.. Enumerable.Repeat(new PendingEvent("bench.thing.happened.v1", head), events)];
        var written = Guid.Empty;
        for (var began = Stopwatch.GetTimestamp(); began < end; began = Stopwatch.GetTimestamp())
        {
            var (entity, version) = Math.DivRem(latencies.Count, versions);
            var commit = new EntityCommit
            {
                Key = new EntityKey("order", string.Create(CultureInfo.InvariantCulture, $"{prefix}{entity}")),
                ExpectedVersion = version,
                ExpectedWriteId = version == 0 ? Guid.Empty : written,
                WriteId = Guid.NewGuid(),
                Head = head,
                Events = pending,
                Time = DateTimeOffset.UnixEpoch,
            };
            written = commit.WriteId;
            var outcome = await store.CommitAsync(commit);
            if (outcome != CommitOutcome.Committed)
                throw new InvalidOperationException($"A commit ended as {outcome}.");
            latencies.Add(Stopwatch.GetTimestamp() - began);
        }

        return latencies;
    }
}
