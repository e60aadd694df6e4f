namespace Marketplace.Grains.Tests.Races;

/// <summary>Runs many rounds of a race, some side by side, each with its own source of chance.</summary>
internal static class Rounds
{
    private const int SideBySide = 16;

    /// <summary>Runs rounds; a failure tells the seed.</summary>
    public static async Task RunAsync(int count, Func<int, Random, Task> round)
    {
        var seed = Random.Shared.Next();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
                async (number, _) => await round(number, new Random(HashCode.Combine(seed, number))));
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
