using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.Contract;

namespace Orleans.Entities.RocksDb.Tests.Hosting;

/// <summary>The store in a silo: opened with it, closed with it, taken from configuration.</summary>
public sealed class SiloTests : IDisposable
{
    private static readonly EntityKey Key = new("thing", "1");
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_silo_opens_the_store_and_gives_the_folder_up_when_it_has_stopped()
    {
        using (var host = TestSilo.Build(silo => silo.AddRocksDbEntities(options => options.Folder = _folder.Path)))
        {
            await host.StartAsync(Token);
            Assert.Same(host.Services.GetRequiredService<RocksDbEntityStore>().Log, host.Services.GetRequiredService<IEventLog>());
            await new EntityWriter(host.Services.GetRequiredService<IEntityStore>(), Key).WriteAsync("a");
            Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));
            await host.StopAsync(Token);

            using var after = TestStore.Open(_folder.Path);
            Assert.Equal(1, (await after.Entities.OpenAsync(Key, Token)).Version);
        }
    }

    [Fact]
    public async Task Configuration_names_the_store_and_its_options()
    {
        using var host = TestSilo.Build(
            silo => silo.UseConfiguredEntities(),
            ("Orleans:Entities:ProviderType", "RocksDb"),
            ("Orleans:Entities:Folder", _folder.Path),
            ("Orleans:Entities:Partitions", "5"));

        await host.StartAsync(Token);

        Assert.Equal(5, host.Services.GetRequiredService<IEventLog>().PartitionCount);
        await host.StopAsync(Token);
    }

    [Fact]
    public void A_configuration_without_a_store_or_with_an_unknown_one_names_the_key_and_the_choice()
    {
        var missing = Assert.Throws<OrleansConfigurationException>(() => TestSilo.Build(silo => silo.UseConfiguredEntities()));
        var unknown = Assert.Throws<OrleansConfigurationException>(
            () => TestSilo.Build(silo => silo.UseConfiguredEntities(), ("Orleans:Entities:ProviderType", "Rocks")));

        Assert.Equal("Orleans:Entities:ProviderType is not set: set it to RocksDb.", missing.Message);
        Assert.Equal("Orleans:Entities:ProviderType is 'Rocks', which no package registers: set it to RocksDb.", unknown.Message);
    }

    [Fact]
    public async Task Options_that_make_no_sense_stop_the_start_with_the_key_and_the_mend()
    {
        using var host = TestSilo.Build(silo => silo.AddRocksDbEntities(options => options.Folder = " "));

        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(Token));

        Assert.Equal("Orleans:Entities:Folder is empty: set it to the folder that is to hold the files.", refusal.Message);
    }

    [Fact]
    public async Task A_folder_in_use_stops_the_start()
    {
        using var owner = TestStore.Open(_folder.Path);
        using var host = TestSilo.Build(silo => silo.AddRocksDbEntities(options => options.Folder = _folder.Path));

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));

        Assert.Contains("is in use by another process", refusal.ToString(), StringComparison.Ordinal);
    }
}
