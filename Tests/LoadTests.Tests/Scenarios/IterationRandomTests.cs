using CsCheck;
using Marketplace.LoadTests.Scenarios;

namespace Marketplace.LoadTests.Tests.Scenarios;

public sealed class IterationRandomTests
{
    [Fact]
    public void The_same_seed_and_number_give_the_same_choices() =>
        Gen.Select(Gen.Long, Gen.Long[0, 1L << 45]).Sample((seed, number) => Assert.Equal(Draw(seed, number), Draw(seed, number)));

    [Fact]
    public void Another_seed_or_another_number_gives_other_choices() =>
        Gen.Select(Gen.Long, Gen.Long[0, 1L << 45]).Sample((seed, number) =>
        {
            Assert.NotEqual(Draw(seed, number), Draw(seed + 1, number));
            Assert.NotEqual(Draw(seed, number), Draw(seed, number + 1));
        });

    [Fact]
    public void Numbers_stay_within_their_bounds() =>
        Gen.Select(Gen.Long, Gen.Int[-1000, 1000], Gen.Int[0, 1000]).Sample((seed, minimum, width) =>
        {
            var random = new IterationRandom(seed, 0);
            Assert.InRange(random.Between(minimum, minimum + width), minimum, minimum + width);
            Assert.InRange(random.NextDouble(), 0, 1 - double.Epsilon);
        });

    private static int[] Draw(long seed, long number)
    {
        var random = new IterationRandom(seed, number);
        var drawn = new int[8];
        for (var index = 0; index < drawn.Length; index++) drawn[index] = random.Next(int.MaxValue);
        return drawn;
    }
}
