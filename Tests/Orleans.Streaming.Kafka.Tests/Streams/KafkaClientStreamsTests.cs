using System.Globalization;
using Marketplace.Tests.Shared;
using Orleans.Configuration;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Streams;

/// <summary>Clients of Orleans, which are no silos, get the topic's events by streams.</summary>
[Collection(nameof(OneBroker))]
public sealed class KafkaClientStreamsTests(OneBroker broker)
{
    private const string Name = "events";

    // No grain of this assembly subscribes to it.
    private const string Kind = "parcel";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly List<EntityKey> _things = [.. Enumerable.Range(0, 12).Select(i => new EntityKey(Kind, i.ToString(CultureInfo.InvariantCulture)))];
    private long _version;

    public static TheoryData<Dictionary<string, string?>, Action<IClientBuilder>> Clients => new()
    {
        { [], client => client.AddKafkaStreams(Name) },
        { new() { [$"Orleans:Streaming:{Name}:ProviderType"] = "Kafka" }, _ => { } },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    public async Task A_client_gets_every_entitys_events_in_order_and_so_does_the_next_when_it_is_gone(
        Dictionary<string, string?> settings, Action<IClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        await using var writer = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await using var silo = await StartSiloAsync(writer);
        await using (var first = await StreamClient.StartAsync(silo.GatewayPort, settings, configure))
            await TakesAllAsync(first, writer);

        // The first did not say good-bye to its streams.
        await using var second = await StreamClient.StartAsync(silo.GatewayPort, settings, configure);
        await TakesAllAsync(second, writer);
    }

    [Fact]
    public async Task A_client_does_not_write_to_a_stream()
    {
        await using var writer = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        await using var silo = await StartSiloAsync(writer);
        await using var client = await StreamClient.StartAsync(silo.GatewayPort, [], client => client.AddKafkaStreams(Name));
        await writer.Log.RelayAsync(Commits.Of(_things[0], 1));
        var partition = writer.Log.PartitionOf(_things[0]);
        var written = Assert.Single(await writer.Log.ReadToEndAsync(partition));

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.StreamOf(Name, Kind, partition).OnNextAsync(written));

        Assert.Single(await writer.Log.ReadToEndAsync(partition));
    }

    private static Task<SiloHost> StartSiloAsync(TestLog log) => SiloHost.StartAsync(
        new()
        {
            ["Orleans:EventLog:BootstrapServers"] = log.Options.BootstrapServers,
            ["Orleans:EventLog:Topic"] = log.Options.Topic,
            [$"Orleans:Streaming:{Name}:ProviderType"] = "Kafka",
        },
        silo =>
        {
            silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"));
            silo.AddMemoryGrainStorage("PubSubStore");

            // Until then what is gone without a word may come back, and its streams wait for it.
            silo.Configure<SiloMessagingOptions>(options => options.ClientDropTimeout = TimeSpan.FromSeconds(1));
        });

    private async Task TakesAllAsync(StreamClient client, TestLog writer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var partition = 0; partition < writer.Log.PartitionCount; partition++)
            await client.SubscribeAsync(Name, Kind, partition);

        // Whoever reads for them hears of a subscription some moments later; what came before is not theirs.
        do
        {
            await WriteAsync(writer);
            await Task.Delay(Pause, patience.Token);
        }
        while (!_things.TrueForAll(thing => VersionsOf(client, thing).Count > 0));
        for (var round = 0; round < 5; round++)
            await WriteAsync(writer);
        while (!_things.TrueForAll(thing => VersionsOf(client, thing)[^1] == _version))
            await Task.Delay(Pause, patience.Token);

        Assert.All(_things, thing =>
        {
            var versions = VersionsOf(client, thing);
            Assert.Equal(Enumerable.Range(0, versions.Count).Select(i => versions[0] + i), versions);
        });
    }

    private Task WriteAsync(TestLog writer)
    {
        _version++;
        return Task.WhenAll(_things.Select(thing => writer.Log.RelayAsync(Commits.Of(thing, _version))));
    }

    private static List<long> VersionsOf(StreamClient client, EntityKey thing)
        => [.. client.Taken.Where(value => value.Entity == thing).Select(value => value.Version).Distinct()];
}
