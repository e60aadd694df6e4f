using BenchmarkDotNet.Attributes;
using Marketplace.Benchmarks.Measuring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Marketplace.Benchmarks.Entities;

/// <summary>Durable changes through a grain, called in its own process, on RocksDB with every commit synced.</summary>
[InProcess, MemoryDiagnoser]
[WarmupCount(3), IterationCount(5)]
public class EntityBenchmarks
{
    private const int Calls = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("entities-").FullName;
    private IHost _host = null!;
    private IHotItemGrain _item = null!;
    private int _last;

    [Params(1, 16, 256)]
    public int InFlight { get; set; }

    [GlobalSetup]
    public async Task StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Take(), FreePort.Take())
            .Configure<GrainCollectionOptions>(options => options.CollectionQuantum = TimeSpan.FromSeconds(10))
            .AddEntities()
            .AddRocksDbEntities((RocksDbEntityOptions options) => options.Folder = _folder));
        _host = builder.Build();
        await _host.StartAsync();
        _item = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IHotItemGrain>("item");
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>So many callers, each with its next reservation when the last is answered.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public Task HotItemAsync() => Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => Task.Run(ReserveAsync)));

    private async Task ReserveAsync()
    {
        for (var left = Calls / InFlight; left > 0; left--)
            await _item.ReserveAsync($"order-{Interlocked.Increment(ref _last):d9}/1", 1);
    }
}
