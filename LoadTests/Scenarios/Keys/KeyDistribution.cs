namespace Marketplace.LoadTests.Scenarios.Keys;

/// <summary>How sellers and products are chosen.</summary>
internal enum KeyDistribution
{
    /// <summary>All alike.</summary>
    Uniform,

    /// <summary>A few are chosen very often.</summary>
    Zipf,
}
