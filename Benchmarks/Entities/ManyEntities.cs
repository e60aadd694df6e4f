using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;
using Orleans.Serialization;

namespace Marketplace.Benchmarks.Entities;

/// <summary>
/// What a transaction costs where there are many entities, against few: each activates a grain picked at random, reads its entity,
/// commits a change and lets it go. In turn, each run in a process of its own over the same two folders, with the memory it came to.
/// <c>many-entities [many] [few] [seconds] [rounds]</c>
/// </summary>
internal static class ManyEntities
{
    private const int Callers = 64;
    private const int WarmUpSeconds = 3;
    private const int BytesOfAHead = 256;

    internal static async Task RunAsync(string[] args)
    {
        if (args is ["run", var folder, var entities, var duration])
        {
            await MeasureAsync(folder, Number(entities), Number(duration));
            return;
        }

        var (many, few) = (args.Length > 0 ? Number(args[0]) : 1_000_000, args.Length > 1 ? Number(args[1]) : 1_000);
        var (seconds, rounds) = (args.Length > 2 ? Number(args[2]) : 10, args.Length > 3 ? Number(args[3]) : 5);
        var root = Directory.CreateTempSubdirectory("many-entities-").FullName;
        try
        {
            int[] sizes = [few, many];
            var times = sizes.ToDictionary(size => size, _ => new List<double>());
            foreach (var size in sizes)
                await FillAsync(FolderOf(root, size), size);
            for (var round = 0; round < rounds; round++)
            {
                foreach (var size in sizes)
                    times[size].Add(await RunInAProcessOfItsOwnAsync(FolderOf(root, size), size, seconds));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"median of {rounds}: {Median(times[many]):F1} µs a transaction at {many:N0} entities, {Median(times[few]):F1} µs at {few:N0}: {Median(times[many]) / Median(times[few]):F2} ×"));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task FillAsync(string folder, int entities)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var head = services.GetRequiredService<Serializer<ManyEntity>>().SerializeToArray(new(0, new string('x', BytesOfAHead)));
        using var store = new RocksDbEntityStore(
            new RocksDbEntityOptions { Folder = folder }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);
        store.Open();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, entities),
            new ParallelOptions { MaxDegreeOfParallelism = 512 },
            async (number, _) => Committed(await store.Entities.CommitAsync(new EntityCommit
            {
                Key = EntityKey.Of(GrainId.Create(ManyEntityGrain.Type, NameOf(number))),
                ExpectedVersion = 0,
                ExpectedWriteId = Guid.Empty,
                WriteId = Guid.NewGuid(),
                Head = head,
                Time = DateTimeOffset.UnixEpoch,
            })));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entities:N0} entities made in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s"));
    }

    private static async Task<double> RunInAProcessOfItsOwnAsync(string folder, int entities, int seconds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ManyEntities).Assembly.Location);
        foreach (var argument in (string[])["many-entities", "run", folder, Text(entities), Text(seconds)])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var time = double.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        Console.WriteLine(await process.StandardOutput.ReadLineAsync());
        await process.WaitForExitAsync();
        return time;
    }

    private static async Task MeasureAsync(string folder, int entities, int seconds)
    {
        using var host = Build(folder);
        await host.StartAsync();
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await ChangeAsync(grains, entities, WarmUpSeconds);
        var before = Environment.CpuUsage.TotalTime;
        var (latencies, elapsed) = await ChangeAsync(grains, entities, seconds);
        var processor = Environment.CpuUsage.TotalTime - before;
        latencies.Sort();
        var count = latencies.Count;
        var activations = await grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount();
        var resident = Environment.WorkingSet >> 20;
        Console.WriteLine((elapsed.TotalMicroseconds / count).ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{entities,10:N0} entities: {count / elapsed.TotalSeconds:N0} transactions/s, p50 {Latencies.At(latencies, 0.5):F2} ms, p99 {Latencies.At(latencies, 0.99):F2} ms, {processor.TotalMicroseconds / count:F1} µs of processor each; resident {resident:N0} MiB, of it managed {GC.GetGCMemoryInfo().HeapSizeBytes >> 20:N0} MiB; {activations:N0} activations"));
        await host.StopAsync();
    }

    private static async Task<(List<long> Latencies, TimeSpan Elapsed)> ChangeAsync(IGrainFactory grains, int entities, int seconds)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (seconds * Stopwatch.Frequency);
        var perCaller = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var latencies = new List<long>();
            for (var began = Stopwatch.GetTimestamp(); began < end; began = Stopwatch.GetTimestamp())
            {
                // Each caller has entities of its own: none is called while it is being let go.
                var entity = (Random.Shared.Next(entities / Callers) * Callers) + caller;
                await grains.GetGrain<IManyEntityGrain>(NameOf(entity)).ChangeAsync();
                latencies.Add(Stopwatch.GetTimestamp() - began);
            }

            return latencies;
        })));
        return ([.. perCaller.SelectMany(latencies => latencies)], Stopwatch.GetElapsedTime(start));
    }

    private static IHost Build(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Take(), FreePort.Take())
            .Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(10))
            .AddEntities()
            .AddRocksDbEntities((RocksDbEntityOptions options) => options.Folder = folder));
        return builder.Build();
    }

    private static void Committed(CommitOutcome outcome)
    {
        if (outcome != CommitOutcome.Committed)
            throw new InvalidOperationException($"A commit ended as {outcome}.");
    }

    private static string FolderOf(string root, int size) => Path.Combine(root, Text(size));

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"entity-{number:d7}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
