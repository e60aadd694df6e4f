using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Measuring;

namespace Marketplace.Benchmarks.Log;

/// <summary>
/// The log on Kafka: from an append to its reader at a fixed rate, and how much it appends and reads against the client that it stands on.
/// <c>kafka-log BOOTSTRAP [seconds] [events] [rounds] [entities]</c>
/// </summary>
internal static class KafkaLog
{
    private const int Rate = 2_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    internal static async Task RunAsync(string[] args)
    {
        var servers = args.Length > 0 ? args[0] : throw new ArgumentException("Name a broker: kafka-log HOST:PORT");
        var seconds = Number(args, 1, 20);
        var events = Number(args, 2, 200_000);
        var rounds = Number(args, 3, 3);
        var entities = Number(args, 4, 2_048);
        var run = $"log-{Environment.ProcessId}";

        await using (var log = await LogUnderLoad.OpenAsync(servers, $"{run}-latency"))
        {
            await LatenciesAsync(log, Math.Max(1, seconds / 4));
            var latencies = await LatenciesAsync(log, seconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{latencies.Count} events at {Rate} a second, append to handler: p50 {Latencies.At(latencies, 0.5):F1} ms, p99 {Latencies.At(latencies, 0.99):F1} ms, max {Latencies.At(latencies, 1):F1} ms"));
        }

        for (var round = 0; round < rounds; round++)
            await CompareAsync(servers, $"{run}-{round}", entities, events, isBareFirst: round % 2 == 1);
    }

    private static async Task CompareAsync(string servers, string topic, int entities, int events, bool isBareFirst)
    {
        var (ours, bare, turns, followed) = ($"{topic}-ours", $"{topic}-bare", $"{topic}-turns", $"{topic}-followed");
        var log = await LogUnderLoad.OpenAsync(servers, ours);
        await (await LogUnderLoad.OpenAsync(servers, bare)).DisposeAsync();
        await (await LogUnderLoad.OpenAsync(servers, turns)).DisposeAsync();
        await (await LogUnderLoad.OpenAsync(servers, followed)).DisposeAsync();
        var partitions = log.Partitions;
        var (appended, producedAndRead) = await InTurnAsync(
            isBareFirst, () => log.AppendAsync(entities, events), () => BareKafka.ProduceAndFollowAsync(servers, followed, partitions, entities, events));
        var produced = await TimeAsync(() => BareKafka.ProduceInTurnAsync(servers, turns, entities, events));
        var queued = await TimeAsync(() => Task.Run(() => BareKafka.Produce(servers, bare, entities, events)));
        await log.DisposeAsync();

        // Another process: nothing of it is in memory.
        await using var reader = await LogUnderLoad.OpenAsync(servers, ours);
        var (read, consumed) = await InTurnAsync(
            isBareFirst,
            async () => Expect(events, await reader.ReadAsync()),
            () => Task.Run(() => Expect(events, BareKafka.Consume(servers, bare, partitions))));

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"append and follow: {Compared(events, appended, producedAndRead)}; who does not follow: {Compared(events, appended, produced)}; to a queue of all of them: {Compared(events, appended, queued)}; read: {Compared(events, read, consumed)}"));
    }

    private static string Compared(int events, Spent ours, Spent bare) => string.Create(
        CultureInfo.InvariantCulture,
        $"{events / ours.Elapsed.TotalSeconds:N0} / {events / bare.Elapsed.TotalSeconds:N0} events a second (ours / bare), {bare.Elapsed / ours.Elapsed:F2} x, {ours.Processor.TotalMicroseconds / events:F1} / {bare.Processor.TotalMicroseconds / events:F1} µs of processor each");

    private static async Task<(Spent Ours, Spent Bare)> InTurnAsync(bool isBareFirst, Func<Task> ours, Func<Task> bare)
    {
        var first = await TimeAsync(isBareFirst ? bare : ours);
        var second = await TimeAsync(isBareFirst ? ours : bare);
        return isBareFirst ? (second, first) : (first, second);
    }

    private static async Task<Spent> TimeAsync(Func<Task> action)
    {
        var (begin, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await action();
        return new(Stopwatch.GetElapsedTime(begin), Environment.CpuUsage.TotalTime - processor);
    }

    // Each event is timed from when it was due.
    private static async Task<List<long>> LatenciesAsync(LogUnderLoad log, int seconds)
    {
        var count = Rate * seconds;
        var due = new long[count];
        var latencies = new List<long>(count);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var following = log.FollowAsync(
            told =>
            {
                var latency = Stopwatch.GetTimestamp() - due[told.Line];
                lock (latencies)
                {
                    latencies.Add(latency);
                    if (latencies.Count == count)
                        all.SetResult();
                }
            },
            stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(1));

        using var timer = new PeriodicTimer(Tick);
        var began = Stopwatch.GetTimestamp();
        for (var started = 0; started < count; await timer.WaitForNextTickAsync())
        {
            for (var now = Math.Min(count, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * Rate)); started < now; started++)
            {
                due[started] = began + (long)(started / (double)Rate * Stopwatch.Frequency);
                _ = log.AppendAsync(BenchmarkEvent.Of(started).CommitOf(LogUnderLoad.EntityOf(started), 1));
            }
        }

        await all.Task;
        await stop.CancelAsync();
        await following;
        latencies.Sort();
        return latencies;
    }

    private static void Expect(int events, int read)
    {
        if (read != events)
            throw new InvalidOperationException($"{read} events were read, and {events} appended.");
    }

    private static int Number(string[] args, int place, int fallback) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : fallback;

    private readonly record struct Spent(TimeSpan Elapsed, TimeSpan Processor);
}
