using System.Globalization;

namespace Orleans.Entities.Tests;

/// <summary>
/// <c>ENTITY_SIMULATIONS</c> sets how many programs are run, <c>ENTITY_SEED</c> where they start; the seed of a failure is printed.
/// </summary>
public sealed class EntitySimulationTests
{
    private const int MostToKill = 3_000;

    private static readonly int Programs = Setting("ENTITY_SIMULATIONS", 3000);
    private static readonly int Seed = Setting("ENTITY_SEED", Random.Shared.Next(1_000_000_000));

    [Fact]
    public void Whatever_the_store_does_answers_are_durable_and_in_one_order()
    {
        var ends = new Dictionary<CallEnd, int>();
        for (var seed = Seed; seed < Seed + Programs; seed++)
        {
            var simulation = new Simulation(seed, static (key, services, onDeath) => new(key, services, onDeath));
            if (Record.Exception(simulation.Run) is { } failure)
                Assert.Fail($"ENTITY_SEED={seed}: {failure}");
            foreach (var end in simulation.Ends)
                ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        // Otherwise it would have shown less than it says.
        Assert.Equal(Enum.GetValues<CallEnd>().Where(end => end != CallEnd.None), ends.Keys.Order());
    }

    public static TheoryData<string> MutantNames() => [.. typeof(Mutants).GetNestedTypes().Select(type => type.Name)];

    [Theory, MemberData(nameof(MutantNames))]
    public void A_mutant_is_found(string name)
    {
        var mutant = typeof(Mutants).GetNestedType(name)!;
        for (var seed = Seed; seed < Seed + MostToKill; seed++)
        {
            var simulation = new Simulation(
                seed,
                (key, services, onDeath) => (EntityEngine<SimulatedState>)Activator.CreateInstance(mutant, key, services, onDeath)!);
            if (Record.Exception(simulation.Run) is not null)
                return;
        }

        Assert.Fail($"{name} lives: ENTITY_SEED={Seed}");
    }

    private static int Setting(string name, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
