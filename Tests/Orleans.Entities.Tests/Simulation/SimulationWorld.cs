using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Orleans.Entities.Tests;

/// <summary>What the simulations of a process share: serializers are slow to make and have no state.</summary>
internal static class SimulationWorld
{
    private static readonly ServiceProvider Provider = new ServiceCollection()
        .AddSerializer()
        .AddMetrics()
        .AddEntityEvents(SimulatedEvents.Default)
        .AddEntityEvents(CounterEvents.Default)
        .AddSingleton<EntityMetrics>()
        .AddSingleton<EntityCodecs>()
        .BuildServiceProvider();

    public static EntityCodecs Codecs { get; } = Provider.GetRequiredService<EntityCodecs>();

    public static IEventSerializer Events { get; } = Provider.GetRequiredService<IEventSerializer>();

    public static EntityServices NewServices(IEntityStore store, FakeTimeProvider time, EntityOptions options) => new(
        store,
        Events,
        Codecs,
        time,
        Options.Create(options),
        Provider.GetRequiredService<EntityMetrics>(),
        NullLogger<EntityServices>.Instance);
}
