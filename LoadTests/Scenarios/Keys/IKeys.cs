namespace Marketplace.LoadTests.Scenarios.Keys;

/// <summary>A distribution of keys 1 to n.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
internal interface IKeys
{
    /// <summary>The highest key; the lowest is 1.</summary>
    int Count { get; }

    int Next(ref IterationRandom random);
}
