using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Entities.RocksDb.Tests.Hosting;

/// <summary>Reminders in a silo, by code and by configuration.</summary>
public sealed class ReminderHostingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reminder_survives_its_silo_and_ticks_again_after_it()
    {
        using (var host = TestSilo.Build(silo => Quickly(silo).UseRocksDbReminderService(options => options.Folder = _folder.Path)))
        {
            await host.StartAsync(Token);
            await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRemindedGrain>("a").RegisterAsync("tick");
            await host.StopAsync(Token);
        }

        using (var host = TestSilo.Build(silo => Quickly(silo).UseRocksDbReminderService(options => options.Folder = _folder.Path)))
        {
            await host.StartAsync(Token);
            var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRemindedGrain>("a");
            while (await grain.TicksAsync() == 0)
                await Task.Delay(50, Token);

            await grain.UnregisterAsync("tick");
            Assert.Empty((await host.Services.GetRequiredService<IReminderTable>().ReadRows(0, 0, Token)).Reminders);
            await host.StopAsync(Token);
        }
    }

    [Fact]
    public async Task Configuration_alone_keeps_reminders_beside_the_entities()
    {
        using var host = TestSilo.Build(
            silo => Quickly(silo).UseConfiguredEntities(),
            ("Orleans:Reminders:ProviderType", "RocksDb"),
            ("Orleans:Entities:ProviderType", "RocksDb"),
            ("Orleans:Entities:Folder", _folder.Path));
        await host.StartAsync(Token);

        await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IRemindedGrain>("a").RegisterAsync("tick");

        Assert.Single((await host.Services.GetRequiredService<IReminderTable>().ReadRows(0, 0, Token)).Reminders);
        Assert.IsType<RocksDbReminderTable>(host.Services.GetRequiredService<IReminderTable>());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_reminder_service_without_a_folder_stops_the_start_with_the_key_and_the_mend()
    {
        using var host = TestSilo.Build(_ => { }, ("Orleans:Reminders:ProviderType", "RocksDb"));

        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(Token));

        Assert.Equal("Orleans:Reminders:Folder is empty: set it to the folder that is to hold the files.", refusal.Message);
    }

    [Fact]
    public async Task Entities_grain_state_and_reminders_share_one_folder_whoever_names_it()
    {
        using var host = TestSilo.Build(
            silo => Quickly(silo).UseConfiguredEntities(),
            ("Orleans:Reminders:ProviderType", "RocksDb"),
            ("Orleans:Reminders:Folder", _folder.Path),
            ("Orleans:GrainStorage:Default:ProviderType", "RocksDb"),
            ("Orleans:GrainStorage:Default:Folder", Path.Combine(_folder.Path, ".")),
            ("Orleans:Entities:ProviderType", "RocksDb"));
        await host.StartAsync(Token);

        var grains = host.Services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IRemindedGrain>("a").RegisterAsync("tick");
        await grains.GetGrain<INoteGrain>("a").WriteAsync("kept");
        await host.StopAsync(Token);

        using var store = TestStore.Open(_folder.Path);
        Assert.Null(store.Failure);
    }

    // As fast as Orleans lets reminders be.
    private static ISiloBuilder Quickly(ISiloBuilder silo)
    {
        silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
        return silo;
    }
}
