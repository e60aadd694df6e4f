namespace Marketplace.LoadTests.Scenarios.Keys;

/// <summary>Key k comes with a probability proportional to 1/k: Zipf's law with exponent 1, which the benchmark prescribes.</summary>
internal sealed class ZipfKeys : IKeys
{
    private readonly double[] _cumulative;

    public ZipfKeys(int count)
    {
        _cumulative = new double[count];
        var sum = 0.0;
        for (var key = 1; key <= count; key++) _cumulative[key - 1] = sum += 1.0 / key;
        for (var index = 0; index < count; index++) _cumulative[index] /= sum;
        _cumulative[^1] = 1;
    }

    public int Count => _cumulative.Length;

    public int Next(ref IterationRandom random)
    {
        var found = Array.BinarySearch(_cumulative, random.NextDouble());
        // An exact hit on a boundary belongs to the next key: intervals are closed below and open above.
        return found >= 0 ? found + 2 : ~found + 1;
    }
}
