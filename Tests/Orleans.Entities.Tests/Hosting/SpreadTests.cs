using Microsoft.Extensions.DependencyInjection;
using Orleans.Entities.Contract;
using Orleans.TestingHost;

namespace Orleans.Entities.Tests;

/// <summary>Entities scale by data: each lives on one silo of many, and together they are spread evenly.</summary>
public sealed class SpreadTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int Entities = 100_000;
    private const int AtOnce = 512;

    // How far a silo may be from its share.
    private const double Tolerance = 0.15;

    [Fact]
    public async Task A_hundred_thousand_entities_are_spread_over_silos_evenly_and_each_is_on_one()
    {
        var store = new InMemoryEntityStore();
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEntityStore>(store);
            silo.Services.AddEntityEvents(CounterEvents.Default);
            silo.AddEntities();
        });
        await using var cluster = builder.Build();
        await cluster.DeployAsync();

        await Parallel.ForAsync(0, Entities, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
            await cluster.Client.GetGrain<ICounterGrain>($"spread{number}").SumAsync());

        var statistics = await cluster.Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        var counts = statistics.Where(grains => grains.GrainType.Contains(nameof(CounterGrain), StringComparison.Ordinal))
            .Select(grains => grains.ActivationCount).Order().ToList();
        output.WriteLine($"{Entities} entities: {string.Join(", ", counts)} on {Silos} silos");
        Assert.Equal(Silos, counts.Count);
        Assert.Equal(Entities, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, (1 - Tolerance) * Entities / Silos, (1 + Tolerance) * Entities / Silos));
    }
}
