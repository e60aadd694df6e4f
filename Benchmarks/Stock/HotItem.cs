using System.Diagnostics;
using System.Globalization;
using Marketplace.Benchmarks.Measuring;
using Marketplace.Grains.Interfaces.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Benchmarks.Stock;

/// <summary>
/// Durable reservations a second of one item of stock, through its grain on the embedded store, by callers in the same process that
/// each wait for their answer. With <c>confirm</c> each reservation is confirmed as a paid order does it.
/// <c>hot-item [callers] [seconds] [confirm]</c>
/// </summary>
internal static class HotItem
{
    private const int WarmUpSeconds = 3;

    internal static async Task RunAsync(string[] args)
    {
        var callers = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 256;
        var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var confirms = args is [.., "confirm"];
        var folder = Directory.CreateTempSubdirectory("hot-item-").FullName;
        try
        {
            using var host = Build(folder);
            await host.StartAsync();
            var item = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IStockGrain>("seller/hot");
            await item.SetAsync(new() { OnHand = 1_000_000_000 });

            await RunAsync(item, callers, WarmUpSeconds, confirms, "w");
            var before = Environment.CpuUsage.TotalTime;
            var allocated = GC.GetTotalAllocatedBytes();
            var (latencies, elapsed) = await RunAsync(item, callers, seconds, confirms, "m");
            var processor = Environment.CpuUsage.TotalTime - before;
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            latencies.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{callers} callers{(confirms ? ", confirmed" : "")}: {latencies.Count / elapsed.TotalSeconds:N0} reservations/s, p50 {Latencies.At(latencies, 0.5):F2} ms, p99 {Latencies.At(latencies, 0.99):F2} ms, max {Latencies.At(latencies, 1):F1} ms, {processor.TotalMicroseconds / latencies.Count:F1} µs of processor and {allocated / latencies.Count:N0} bytes allocated a reservation"));
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IHost Build(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Take(), FreePort.Take());
            silo.AddRocksDbEntities(options => options.Folder = folder);
            silo.AddMarketplaceGrains();
        });
        return builder.Build();
    }

    private static async Task<(List<long> Latencies, TimeSpan Elapsed)> RunAsync(
        IStockGrain item, int callers, int seconds, bool confirms, string prefix)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (seconds * Stopwatch.Frequency);
        var perCaller = await Task.WhenAll(
            Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(item, $"ord_{prefix}{caller}-", confirms, end))));
        return ([.. perCaller.SelectMany(latencies => latencies)], Stopwatch.GetElapsedTime(start));
    }

    private static async Task<List<long>> CallAsync(IStockGrain item, string prefix, bool confirms, long end)
    {
        var latencies = new List<long>();
        for (var began = Stopwatch.GetTimestamp(); began < end; began = Stopwatch.GetTimestamp())
        {
            var order = string.Create(CultureInfo.InvariantCulture, $"{prefix}{latencies.Count}");
            var answer = await item.ReserveAsync(new(order, 0, 1, 0));
            if (answer.Status != ReserveStatus.Reserved)
                throw new InvalidOperationException($"A reservation ended as {answer.Status}.");
            latencies.Add(Stopwatch.GetTimestamp() - began);
            if (confirms)
                await item.ConfirmAsync(order, 0);
        }

        return latencies;
    }
}
