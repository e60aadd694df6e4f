using Marketplace.LoadTests.Scenarios.Keys;

namespace Marketplace.LoadTests.Scenarios.OnlineMarketplace;

/// <summary>What to run the benchmark on.</summary>
internal sealed record OnlineMarketplaceOptions
{
    /// <summary>Where the contract's routes begin, without a slash at the end.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The operators' port, or null when its checks are waived.</summary>
    public Uri? Operators { get; init; }

    /// <summary>What it asks for, or null when it is open.</summary>
    public string? OperatorsKey { get; init; }

    public int Customers { get; init; } = 1000;

    public int Sellers { get; init; } = 100;

    public int ProductsPerSeller { get; init; } = 10;

    public KeyDistribution Keys { get; init; } = KeyDistribution.Uniform;

    public TransactionMix Mix { get; init; } = TransactionMix.Usual;

    /// <summary>Decides the data and each iteration's choices.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Reset what an earlier run has loaded instead of loading again.</summary>
    public bool Reset { get; init; }

    /// <summary>The most that a cart is filled with.</summary>
    public int MaximumCartItems => Math.Min(10, Sellers * ProductsPerSeller);
}
