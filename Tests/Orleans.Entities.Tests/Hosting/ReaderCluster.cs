using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.Contract;
using Orleans.Entities.Tests.Dispatch;
using Orleans.Entities.Tests.Log;
using Orleans.Entities.Tests.Projections;
using Orleans.TestingHost;

namespace Orleans.Entities.Tests;

/// <summary>One silo in this process with a dispatcher and a projection, on a store and a log in memory.</summary>
public sealed class ReaderCluster : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public MemoryEventLog Log { get; } = new(partitions: 8);

    public IGrainFactory Grains => _cluster.Client;

    internal ScriptedDispatcher Dispatcher => (ScriptedDispatcher)Services.GetRequiredService<IEventDispatcher>();

    internal IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public async ValueTask InitializeAsync()
    {
        var store = new InMemoryEntityStore();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEntityStore>(store);
            silo.Services.AddSingleton<IEventLog>(Log);
            silo.Services.AddSingleton(new DispatchSettings
            {
                PositionInterval = TimeSpan.FromMilliseconds(5),
                BackOff = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(8)),
            });
            silo.AddEntities();
            silo.AddEventDispatcher<ScriptedDispatcher>();
            silo.AddProjection<CountingProjection>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
