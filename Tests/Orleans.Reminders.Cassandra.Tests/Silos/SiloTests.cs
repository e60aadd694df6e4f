using Marketplace.Tests.Shared;
using Orleans.Reminders.Cassandra.Tests.Servers;

namespace Orleans.Reminders.Cassandra.Tests.Silos;

[Collection<OneNode>]
public sealed class SiloTests(OneNode node)
{
    private const string Section = "Orleans:Reminders";

    [Fact]
    public async Task A_grain_finds_its_reminders_in_the_next_silo()
    {
        var settings = await SettingsAsync();
        await using (var silo = await SiloHost.StartAsync(settings))
        {
            await silo.Grains.GetGrain<IAlarm>("a").SetAsync("tick");
            await silo.Grains.GetGrain<IAlarm>("a").SetAsync("tock");
            await silo.Grains.GetGrain<IAlarm>("a").SetAsync("tick");
        }

        await using var next = await SiloHost.StartAsync(settings);
        var alarm = next.Grains.GetGrain<IAlarm>("a");
        Assert.Equal(["tick", "tock"], await alarm.NamesAsync());
        Assert.Empty(await next.Grains.GetGrain<IAlarm>("b").NamesAsync());
        await alarm.UnsetAsync("tick");
        Assert.Equal(["tock"], await alarm.NamesAsync());
    }

    [Theory]
    [InlineData("ContactPoints", "")]
    [InlineData("Keyspace", "no keyspace")]
    [InlineData("Consistency", "Most")]
    [InlineData("UserName", "somebody")]
    public async Task A_setting_that_makes_no_sense_stops_the_start_by_its_name(string key, string value)
    {
        var settings = await SettingsAsync();
        settings[$"{Section}:{key}"] = value;

        var failure = await Assert.ThrowsAsync<OrleansConfigurationException>(() => SiloHost.StartAsync(settings));

        Assert.Contains($"{Section}:{(key == "UserName" ? "Password" : key)}", failure.Message, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string?>> SettingsAsync() => new()
    {
        ["Orleans:ServiceId"] = $"{Guid.NewGuid():N}",
        [$"{Section}:ProviderType"] = "Cassandra",
        [$"{Section}:ContactPoints"] = string.Join(',', (await node.StartedOrSkipAsync()).Nodes),
        [$"{Section}:Schema"] = "Create",
    };
}
