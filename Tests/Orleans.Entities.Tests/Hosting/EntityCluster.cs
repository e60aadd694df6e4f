using Bank;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.Contract;
using Orleans.TestingHost;

namespace Orleans.Entities.Tests;

/// <summary>One silo in this process, on a store in memory.</summary>
public sealed class EntityCluster : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    /// <summary>An entity that an earlier process left with open work.</summary>
    public static EntityKey LeftOpen { get; } = new("counter", "left-open");

    public InMemoryEntityStore Store { get; } = new();

    public ScriptedStore Script { get; private set; } = null!;

    public IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync()
    {
        Script = new(Store);
        await Store.CommitAsync(new()
        {
            Key = LeftOpen,
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Head = SimulationWorld.Codecs.Of<CounterState>().SerializeToArray(new() { IsOpen = true }),
            Unfinished = true,
            Time = TimeProvider.System.GetUtcNow(),
        });
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddEntities(options => options.ResumePeriod = TimeSpan.FromMilliseconds(50));
            silo.Services.AddEntityEvents(CounterEvents.Default).AddEntityEvents(AccountEvents.Default);
            silo.Services.AddSingleton<IEntityStore>(Script);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
