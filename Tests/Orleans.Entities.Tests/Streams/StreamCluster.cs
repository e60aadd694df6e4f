using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.Tests.Log;
using Orleans.TestingHost;

namespace Orleans.Entities.Tests.Streams;

/// <summary>One silo and a client with streams over a log in memory.</summary>
internal sealed class StreamCluster : IAsyncDisposable
{
    public const string Name = "events";

    private readonly InProcessTestCluster _cluster;

    private StreamCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    public static async Task<StreamCluster> StartAsync(MemoryEventLog log, Watched watched)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEventLog>(log);
            silo.Services.AddSingleton(watched);
            silo.Services.AddSingleton(StreamSettings.Default with { PositionInterval = TimeSpan.FromMilliseconds(20), BackOff = ReaderBackOff.Default with { First = TimeSpan.FromMilliseconds(5) } });
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.AddEventStreams(Name, stream => stream.ConfigurePullingAgent(agent => agent.Configure(options => options.MaxEventDeliveryTime = TimeSpan.FromSeconds(1))));
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddEntityEvents(CounterEvents.Default);
            client.AddEventStreams(Name);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
