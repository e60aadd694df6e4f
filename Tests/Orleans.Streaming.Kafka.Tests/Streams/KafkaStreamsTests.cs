using System.Collections.Concurrent;
using System.Globalization;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities;

namespace Orleans.Streaming.Kafka.Tests.Streams;

[Collection(nameof(OneBroker))]
public sealed class KafkaStreamsTests(OneBroker broker)
{
    private readonly ConcurrentQueue<LogEvent> _taken = new();

    [Fact]
    public async Task A_section_streams_the_topic_to_grains_and_a_silo_that_starts_anew_goes_on_where_they_were()
    {
        await using var writer = await TestLog.OpenAsync(await broker.StartedOrSkipAsync());
        var things = Enumerable.Range(0, 20).Select(i => new EntityKey("thing", i.ToString(CultureInfo.InvariantCulture))).ToList();
        await using (await StartAsync(writer))
        {
            await WriteAsync(writer, things, from: 1, to: 5);
            await TakenAsync(things, 5);
        }

        await WriteAsync(writer, things, from: 6, to: 8);
        await using (await StartAsync(writer))
            await TakenAsync(things, 8);
    }

    [Fact]
    public async Task Streams_on_Kafka_without_a_log_on_Kafka_are_refused_with_what_to_set() => Assert.Contains(
        "set Orleans:EventLog:ProviderType to Kafka",
        (await Assert.ThrowsAnyAsync<Exception>(() => SiloHost.StartAsync(new() { ["Orleans:Streaming:events:ProviderType"] = "Kafka" }))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task An_unknown_kind_of_subscriptions_is_refused_with_those_there_are() => Assert.Contains(
        "Orleans:Streaming:events:PubSubType is 'Some': set it to",
        (await Assert.ThrowsAsync<OrleansConfigurationException>(() => SiloHost.StartAsync(
            new() { ["Orleans:Streaming:events:ProviderType"] = "Kafka", ["Orleans:Streaming:events:PubSubType"] = "Some" }))).Message,
        StringComparison.Ordinal);

    private Task<SiloHost> StartAsync(TestLog log) => SiloHost.StartAsync(
        new()
        {
            ["Orleans:EventLog:BootstrapServers"] = log.Options.BootstrapServers,
            ["Orleans:EventLog:Topic"] = log.Options.Topic,
            ["Orleans:Streaming:events:ProviderType"] = "Kafka",
            ["Orleans:Streaming:events:PubSubType"] = "ImplicitOnly",
        },
        silo =>
        {
            silo.Services.AddSingleton(_taken);
            silo.AddKafkaEventLog(silo.Configuration.GetSection("Orleans:EventLog"));
        });

    private static async Task WriteAsync(TestLog writer, List<EntityKey> things, int from, int to)
    {
        for (var version = from; version <= to; version++)
            await Task.WhenAll(things.Select(thing => writer.Log.RelayAsync(Commits.Of(thing, version))));
    }

    // At least once: what comes again is no fault, what is missing or out of its turn is.
    private async Task TakenAsync(List<EntityKey> things, int versions)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (things.Any(thing => VersionsOf(thing).Count < versions))
            await Task.Delay(20, patience.Token);
        Assert.All(things, thing => Assert.Equal(Enumerable.Range(1, versions).Select(version => (long)version), VersionsOf(thing)));
    }

    private List<long> VersionsOf(EntityKey thing) => [.. _taken.Where(value => value.Entity == thing).Select(value => value.Version).Distinct()];
}
