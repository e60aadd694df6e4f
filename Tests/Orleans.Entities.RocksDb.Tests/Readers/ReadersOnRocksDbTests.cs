using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Entities.Contract;
using Orleans.Entities.RocksDb.Tests.Hosting;

namespace Orleans.Entities.RocksDb.Tests.Readers;

/// <summary>A dispatcher on the embedded log, over the restarts of its silo.</summary>
public sealed class ReadersOnRocksDbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Told _told = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Everything_is_told_in_order_over_a_restart_and_a_stop_leaves_nothing_to_tell_again()
    {
        var names = new List<string>();
        for (var life = 0; life < 2; life++)
        {
            using var host = Build();
            await host.StartAsync(Token);
            var store = host.Services.GetRequiredService<IEntityStore>();
            for (var entity = 0; entity < 20; entity++)
            {
                var writer = new EntityWriter(store, new("thing", $"{life}-{entity}"));
                for (var version = 1; version <= 5; version++)
                {
                    await writer.WriteAsync(events: [EntityWriter.Event("{}"), EntityWriter.Event("{}")]);
                    names.AddRange([$"thing/{life}-{entity}@{version}.0", $"thing/{life}-{entity}@{version}.1"]);
                }
            }
            await UntilAsync(() => new(_told.Events.Count >= names.Count));
            await host.StopAsync(Token);
        }
        Assert.Equal(names.Order(), _told.Events.Select(e => e.Id).Order());
        foreach (var entity in _told.Events.GroupBy(e => e.Entity))
            Assert.Equal(entity.OrderBy(e => e.Version).ThenBy(e => e.Index).Select(e => e.Id), entity.Select(e => e.Id));
    }

    [Fact]
    public async Task A_refused_event_is_parked_in_the_store_and_found_after_a_restart()
    {
        using (var host = Build())
        {
            await host.StartAsync(Token);
            var store = host.Services.GetRequiredService<IEntityStore>();
            await new EntityWriter(store, new("thing", "poison-1")).WriteAsync(events: [EntityWriter.Event("{\"a\":1}")]);
            await new EntityWriter(store, new("thing", "sound-1")).WriteAsync(events: [EntityWriter.Event("{}")]);
            await UntilAsync(async () => _told.Events.Count == 1 && (await Parked(host).ListAsync(null, 10)).Total == 1);
            await host.StopAsync(Token);
        }
        using var again = Build();
        await again.StartAsync(Token);
        var parked = Assert.Single((await Parked(again).ListAsync(null, 10)).Items);
        Assert.Equal(("Poison.", "poison-1", "{\"a\":1}"), (parked.Cause, parked.Entity.Id, System.Text.Encoding.UTF8.GetString(parked.Data)));
        Assert.True(await Parked(again).SkipAsync(parked.Id));
        Assert.Equal(0, (await Parked(again).ListAsync(null, 10)).Total);
        await again.StopAsync(Token);
    }

    private static IParkedEvents Parked(IHost host) => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IParkedEvents>("telling");

    private static async Task UntilAsync(Func<ValueTask<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "Not within 30 s.");
            await Task.Delay(5, Token);
        }
    }

    private IHost Build()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_told);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Next(), FreePort.Next())
            .AddRocksDbEntities(options => options.Folder = _folder.Path)
            .AddEntities()
            .AddEventDispatcher<TellingDispatcher>());
        return builder.Build();
    }
}
