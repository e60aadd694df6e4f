using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.Storage.Contract;

namespace Orleans.Entities.RocksDb.Tests.Hosting;

/// <summary>Grain storage in a silo, by code and by configuration.</summary>
public sealed class GrainStorageHostingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_silo_keeps_grain_state_without_entities()
    {
        for (var run = 0; run < 2; run++)
        {
            using var host = TestSilo.Build(silo => silo.AddRocksDbGrainStorageAsDefault(options => options.Folder = _folder.Path));
            await host.StartAsync(Token);
            var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("a");
            Assert.Equal(run == 0 ? null : "kept", await grain.ReadAsync());
            await grain.WriteAsync("kept");
            await host.StopAsync(Token);
        }
    }

    [Fact]
    public async Task Configuration_names_each_storage_and_its_options()
    {
        using var host = TestSilo.Build(
            silo => silo.UseConfiguredEntities(),
            ("Orleans:Entities:ProviderType", "RocksDb"),
            ("Orleans:Entities:Folder", _folder.Path),
            ("Orleans:GrainStorage:Default:ProviderType", "RocksDb"),
            ("Orleans:GrainStorage:other:ProviderType", "RocksDb"),
            ("Orleans:GrainStorage:other:DeleteStateOnClear", "true"));
        await host.StartAsync(Token);

        var kept = new Activation(host.Services.GetRequiredService<IGrainStorage>(), GrainId.Create("thing", "1"));
        await kept.WriteAsync("a");
        await kept.ClearAsync();
        Assert.NotNull(kept.ETag);
        var deleted = new Activation(host.Services.GetRequiredKeyedService<IGrainStorage>("other"), GrainId.Create("thing", "2"));
        await deleted.WriteAsync("a");
        await deleted.ClearAsync();
        Assert.Null(deleted.ETag);
        Assert.Null(host.Services.GetRequiredService<RocksDbEntityStore>().Failure);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_storage_by_configuration_alone_names_the_folder_itself()
    {
        using var host = TestSilo.Build(
            _ => { },
            ("Orleans:GrainStorage:notes:ProviderType", "RocksDb"),
            ("Orleans:GrainStorage:notes:Folder", _folder.Path));
        await host.StartAsync(Token);

        await new Activation(host.Services.GetRequiredKeyedService<IGrainStorage>("notes"), GrainId.Create("thing", "1")).WriteAsync("a");

        Assert.Throws<EntityStoreException>(() => TestStore.Open(_folder.Path));
        await host.StopAsync(Token);
        TestStore.Open(_folder.Path).Dispose();
    }

    [Fact]
    public async Task The_serializer_is_the_one_of_the_key_or_else_of_the_name_or_else_the_silos()
    {
        using var host = TestSilo.Build(
            silo =>
            {
                silo.Services.AddKeyedSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>("by key");
                silo.Services.AddKeyedSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>("named");
                silo.AddRocksDbEntities(options => options.Folder = _folder.Path);
            },
            ("Orleans:GrainStorage:keyed:ProviderType", "RocksDb"),
            ("Orleans:GrainStorage:keyed:SerializerKey", "by key"),
            ("Orleans:GrainStorage:named:ProviderType", "RocksDb"),
            ("Orleans:GrainStorage:plain:ProviderType", "RocksDb"));
        await host.StartAsync(Token);

        // JSON is what Orleans takes when nothing is said.
        foreach (var (name, json) in new[] { ("keyed", false), ("named", false), ("plain", true) })
        {
            var grain = GrainId.Create("thing", name);
            await new Activation(host.Services.GetRequiredKeyedService<IGrainStorage>(name), grain).WriteAsync("some text");

            var store = host.Services.GetRequiredService<RocksDbEntityStore>();
            await new Activation(store.OpenGrainStorage(Settings(host, json)), grain).AssertStoredAsync("some text");
            if (json)
                await Assert.ThrowsAsync<InvalidDataException>(() => new Activation(store.OpenGrainStorage(Settings(host, json: false)), grain).ReadAsync());
        }

        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(
        "Orleans:GrainStorage:notes:Folder is empty: set it to the folder that is to hold the files.")]
    [InlineData(
        "Orleans:GrainStorage:notes:Folder is 'two', and the silo's store is in 'one': leave it out, since a silo keeps everything in one folder.",
        "Orleans:GrainStorage:notes:Folder", "two", "Orleans:GrainStorage:a:ProviderType", "RocksDb", "Orleans:GrainStorage:a:Folder", "one")]
    [InlineData(
        "Orleans:GrainStorage:notes:SerializerKey is 'none', and no serializer is registered under it: register an IGrainStorageSerializer with this key, or leave it out.",
        "Orleans:GrainStorage:notes:SerializerKey", "none", "Orleans:GrainStorage:notes:Folder", "one")]
    public async Task Options_that_make_no_sense_stop_the_start_with_the_key_and_the_mend(string message, params string[] configuration)
    {
        var pairs = configuration.Chunk(2).Select(pair => (pair[0], pair[1])).Append(("Orleans:GrainStorage:notes:ProviderType", "RocksDb"));
        using var host = TestSilo.Build(_ => { }, [.. pairs]);

        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(Token));

        Assert.Equal(message, refusal.Message);
    }

    private static StorageSettings Settings(IHost host, bool json) => new()
    {
        ServiceId = host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterOptions>>().Value.ServiceId,
        Serializer = json ? ActivatorUtilities.CreateInstance<JsonGrainStorageSerializer>(host.Services) : ContractServices.Serializer,
    };
}
