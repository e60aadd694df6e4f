namespace Marketplace.LoadTests.Scenarios.Keys;

/// <summary>All keys alike.</summary>
internal sealed class UniformKeys(int count) : IKeys
{
    public int Count => count;

    public int Next(ref IterationRandom random) => 1 + random.Next(count);
}
