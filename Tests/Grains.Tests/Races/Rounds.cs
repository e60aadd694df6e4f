using System.Globalization;

namespace Marketplace.Grains.Tests.Races;

/// <summary>
/// Runs many rounds of a race, some side by side, each with its own source of chance. <c>MARKETPLACE_RACE_SEED</c> sets where they
/// start; the seed is printed.
/// </summary>
internal static class Rounds
{
    private const int SideBySide = 16;

    /// <summary>A seed, told to whoever reads the test's output.</summary>
    public static int Seed()
    {
        var seed = int.TryParse(
            Environment.GetEnvironmentVariable("MARKETPLACE_RACE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"MARKETPLACE_RACE_SEED={seed}"));
        return seed;
    }

    /// <summary>Runs rounds; a failure tells the seed.</summary>
    public static async Task RunAsync(int count, Func<int, Random, Task> round)
    {
        var seed = Seed();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
                async (number, _) => await round(number, new Random((int)((seed * 1_000_003L) + number & int.MaxValue))));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Seed {seed}.", exception);
        }
    }

    /// <summary>Runs actions at once, begun in an order of chance.</summary>
    public static Task AtOnceAsync(Random random, params Func<Task>[] actions)
    {
        random.Shuffle(actions);
        return Task.WhenAll(actions.Select(action => Task.Run(action)));
    }

    public static T Pick<T>(this Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
