using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.Cassandra;

namespace Marketplace.Benchmarks.Entities;

/// <summary>
/// Commits and activations a second of entities in Cassandra: heads of 256 bytes, each caller with an entity of its own, 1, 16 and 256
/// callers that wait for their answer; and what one costs the node's processor, when its process is named. <c>cassandra-entities CONTACT [seconds] [PID]</c>
/// </summary>
/// <remarks>Warm the server first: its first minutes cost twice. The log takes events and forgets them, so that only Cassandra is measured.</remarks>
internal static class CassandraEntities
{
    private const int HeadBytes = 256;
    private const int WarmUpSeconds = 10;

    internal static async Task RunAsync(string[] args)
    {
        if (args.Length == 0)
            throw new ArgumentException("cassandra-entities CONTACT [seconds] [PID]: name a node, for instance 127.0.0.1:9042.");
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10;
        using var node = args.Length > 2 ? Process.GetProcessById(int.Parse(args[2], CultureInfo.InvariantCulture)) : null;
        var options = new CassandraEntityOptions { Service = "benchmarks", Keyspace = "benchmarks", Schema = CassandraSchemaMode.Create };
        options.ContactPoints.Add(args[0]);
        await using var store = await CassandraEntityStore.OpenAsync(options, new ForgetfulLog(), TimeProvider.System, NullLoggerFactory.Instance);
        var run = Guid.NewGuid().ToString("N");
        await Callers.RunAsync(WarmUpSeconds, 16, caller => new Committing(store.Entities, $"{run}-w{caller}", events: 1));
        foreach (var callers in (int[])[1, 16, 256])
        {
            await ShowAsync("commits", node, seconds, callers, caller => new Committing(store.Entities, $"{run}-{callers}-{caller}", events: 0));
            await ShowAsync("commits with an event", node, seconds, callers, caller => new Committing(store.Entities, $"{run}-e{callers}-{caller}", events: 1));
            await ShowAsync("activations", node, seconds, callers, caller => new Opening(store.Entities, $"{run}-{callers}-{caller}"));
        }
    }

    private static async Task ShowAsync(string what, Process? node, int seconds, int callers, Func<int, IDeed> deedOf)
    {
        var (before, nodeBefore) = (Environment.CpuUsage.TotalTime, TimeOf(node));
        var (latencies, elapsed) = await Callers.RunAsync(seconds, callers, deedOf);
        var (processor, nodes) = (Environment.CpuUsage.TotalTime - before, TimeOf(node) - nodeBefore);
        latencies.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{callers,3} callers: {latencies.Count / elapsed.TotalSeconds,8:N0} {what}/s, p50 {Latencies.At(latencies, 0.5):F2} ms, p99 {Latencies.At(latencies, 0.99):F2} ms, max {Latencies.At(latencies, 1):F1} ms, {processor.TotalMicroseconds / latencies.Count:F1} µs of this program's processor each{(node is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {nodes.TotalMicroseconds / latencies.Count:F0} µs of the node's"))}"));
    }

    private static TimeSpan TimeOf(Process? node)
    {
        node?.Refresh();
        return node?.TotalProcessorTime ?? TimeSpan.Zero;
    }

    private sealed class Committing(IEntityStore store, string id, int events) : IDeed
    {
        private readonly byte[] _head = new byte[HeadBytes];
        private long _version;
        private Guid _written;

        public async ValueTask DoAsync()
        {
            var commit = new EntityCommit
            {
                Key = new EntityKey("order", id),
                ExpectedVersion = _version++,
                ExpectedWriteId = _written,
                WriteId = _written = Guid.NewGuid(),
                Head = _head,
                Events = [.. Enumerable.Repeat(new PendingEvent("bench.thing.happened.v1", _head), events)],
                Time = DateTimeOffset.UnixEpoch,
            };
            if (await store.CommitAsync(commit) is var outcome and not CommitOutcome.Committed)
                throw new InvalidOperationException($"A commit ended as {outcome}.");
        }
    }

    private sealed class Opening(IEntityStore store, string id) : IDeed
    {
        public async ValueTask DoAsync() => await store.OpenAsync(new EntityKey("order", id));
    }

    private sealed class ForgetfulLog : IEventAppender
    {
        public ValueTask<CommitOutcome> AppendAsync(EntityCommit commit) => new(CommitOutcome.Committed);
    }
}
