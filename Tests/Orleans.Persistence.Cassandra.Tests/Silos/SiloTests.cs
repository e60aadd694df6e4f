using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Cassandra;
using Orleans.Persistence.Cassandra.Tests.Servers;
using Orleans.Storage;
using Orleans.Storage.Contract;

namespace Orleans.Persistence.Cassandra.Tests.Silos;

[Collection<OneNode>]
public sealed class SiloTests(OneNode node)
{
    private const string Section = "Orleans:GrainStorage:Default";

    [Fact]
    public async Task A_grain_finds_its_state_in_the_next_silo_and_another_service_does_not()
    {
        var settings = await SettingsAsync();
        await using (var silo = await SiloHost.StartAsync(settings))
            Assert.Equal(2, await silo.Grains.GetGrain<ICounter>("a").AddAsync(2));

        await using (var silo = await SiloHost.StartAsync(settings))
        {
            Assert.Equal(5, await silo.Grains.GetGrain<ICounter>("a").AddAsync(3));
            await silo.Grains.GetGrain<ICounter>("a").ClearAsync();
            Assert.Equal(1, await silo.Grains.GetGrain<ICounter>("a").AddAsync(1));
        }

        settings["Orleans:ServiceId"] = $"another-{Guid.NewGuid():N}";
        await using var other = await SiloHost.StartAsync(settings);
        Assert.Equal(7, await other.Grains.GetGrain<ICounter>("a").AddAsync(7));
    }

    [Fact]
    public async Task A_serializer_is_found_by_its_key()
    {
        var settings = await SettingsAsync();
        settings[$"{Section}:SerializerKey"] = "counting";
        await using var silo = await SiloHost.StartAsync(
            settings, builder => builder.Services.AddKeyedSingleton<IGrainStorageSerializer>("counting", new CountingSerializer()));

        Assert.Equal(2, await silo.Grains.GetGrain<ICounter>("a").AddAsync(2));
        Assert.True(CountingSerializer.Written > 0);
    }

    [Fact]
    public async Task A_state_that_is_too_large_is_refused_by_the_name_of_its_grain()
    {
        var settings = await SettingsAsync();
        settings[$"{Section}:MaxStateBytes"] = "1000";
        await using var silo = await SiloHost.StartAsync(settings);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => silo.Grains.GetGrain<ICounter>("large").FillAsync(2_000));

        Assert.Contains("counter/large", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("1000", refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "ContactPoints", "", "ContactPoints" },
        { "Keyspace", "no keyspace", "Keyspace" },
        { "Consistency", "Most", "Consistency" },
        { "MaxStateBytes", "0", "MaxStateBytes" },
        { "MaxStateBytes", "100000000", "MaxStateBytes" },
        { "SerializerKey", "unknown", "SerializerKey" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_setting_that_makes_no_sense_stops_the_start_by_its_name(string key, string value, string named)
    {
        var settings = await SettingsAsync();
        settings[$"{Section}:{key}"] = value;

        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => SiloHost.StartAsync(settings));

        Assert.Contains($"{Section}:{named}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_that_are_not_there_stop_the_start()
    {
        var settings = await SettingsAsync();
        settings[$"{Section}:Schema"] = "None";
        settings[$"{Section}:Keyspace"] = "nothing_here";

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => SiloHost.StartAsync(settings));

        Assert.Contains("nothing_here", $"{failure}", StringComparison.Ordinal);
        Assert.Contains(nameof(CassandraSchemaException), $"{failure}", StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string?>> SettingsAsync() => new()
    {
        ["Orleans:ServiceId"] = $"{Guid.NewGuid():N}",
        [$"{Section}:ProviderType"] = "Cassandra",
        [$"{Section}:ContactPoints"] = string.Join(',', (await node.StartedOrSkipAsync()).Nodes),
        [$"{Section}:Schema"] = "Create",
    };

    private sealed class CountingSerializer : IGrainStorageSerializer
    {
        public static int Written { get; private set; }

        public BinaryData Serialize<T>(T? input)
        {
            Written++;
            return ContractServices.Serializer.Serialize(input);
        }

        public T? Deserialize<T>(BinaryData input) => ContractServices.Serializer.Deserialize<T>(input);
    }
}
