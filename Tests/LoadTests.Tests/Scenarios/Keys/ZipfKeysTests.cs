using CsCheck;
using Marketplace.LoadTests.Scenarios;
using Marketplace.LoadTests.Scenarios.Keys;

namespace Marketplace.LoadTests.Tests.Scenarios.Keys;

public sealed class ZipfKeysTests
{
    private const int Draws = 20_000;

    [Fact]
    public void Every_key_comes_as_often_as_the_law_says() =>
        Gen.Select(Gen.Int[1, 200], Gen.Long).Sample((count, seed) =>
        {
            var harmonic = Enumerable.Range(1, count).Sum(key => 1.0 / key);
            AssertFrequencies(new ZipfKeys(count), seed, key => 1.0 / key / harmonic);
        }, iter: 30);

    [Fact]
    public void Uniform_keys_come_equally_often() =>
        Gen.Select(Gen.Int[1, 200], Gen.Long).Sample((count, seed) => AssertFrequencies(new UniformKeys(count), seed, _ => 1.0 / count), iter: 30);

    private static void AssertFrequencies(IKeys keys, long seed, Func<int, double> probability)
    {
        var counts = new int[keys.Count + 1];
        for (var number = 0; number < Draws; number++)
        {
            var random = new IterationRandom(seed, number);
            counts[keys.Next(ref random)]++;
        }
        Assert.Equal(0, counts[0]);
        for (var key = 1; key <= keys.Count; key++)
        {
            var expected = Draws * probability(key);
            // Six standard deviations: one false alarm in some hundred million keys.
            var tolerance = 6 * Math.Sqrt(expected) + 1;
            Assert.InRange(counts[key], expected - tolerance, expected + tolerance);
        }
    }
}
