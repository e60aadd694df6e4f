using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Entities.Tests.Log;
using Orleans.Streams;
using Orleans.TestingHost;

namespace Orleans.Entities.Tests.Streams;

/// <summary>Silos and a client with streams over a log in memory.</summary>
internal sealed class StreamCluster : IAsyncDisposable
{
    public const string Name = "events";

    private readonly InProcessTestCluster _cluster;

    private StreamCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    public static async Task<StreamCluster> StartAsync(MemoryEventLog log, Watched watched, int silos = 1)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEventLog>(log);
            silo.Services.AddSingleton(watched);
            silo.Services.AddSingleton(StreamSettings.Default with { PositionInterval = TimeSpan.FromMilliseconds(20), BackOff = ReaderBackOff.Default with { First = TimeSpan.FromMilliseconds(5) } });
            silo.AddMemoryGrainStorage("PubSubStore");
            silo.Configure<ClusterMembershipOptions>(members => (members.ProbeTimeout, members.NumMissedProbesLimit) = (TimeSpan.FromSeconds(1), 2));
            silo.AddEventStreams(Name, stream =>
            {
                stream.ConfigurePullingAgent(agent => agent.Configure(options => options.MaxEventDeliveryTime = TimeSpan.FromSeconds(1)));

                // Subscriptions that are kept would be in the memory of one silo.
                if (silos > 1)
                    stream.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            });
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

    /// <summary>Ends a silo without a word.</summary>
    public Task KillOneAsync() => _cluster.KillSiloAsync(_cluster.Silos[^1]);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
