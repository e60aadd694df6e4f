namespace Marketplace.LoadTests.Scenarios;

/// <summary>
/// Random choices that depend on a seed and a number and on nothing else, so that iteration 4711 of a run is the same whichever user
/// carries it out (SplitMix64).
/// </summary>
/// <remarks>Mutable: pass it by reference.</remarks>
internal struct IterationRandom(long seed, long number)
{
    private ulong _state = Mix((ulong)seed * 0x9E3779B97F4A7C15UL) ^ Mix((ulong)number + 0xD1B54A32D192ED03UL);

    /// <summary>A number from 0 to below <paramref name="exclusive"/>.</summary>
    public int Next(int exclusive) => (int)Math.BigMul(NextBits(), (ulong)exclusive, out _);

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>, both included.</summary>
    public int Between(int minimum, int maximum) => minimum + Next(maximum - minimum + 1);

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    private ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }
}
