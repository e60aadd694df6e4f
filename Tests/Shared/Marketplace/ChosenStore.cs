namespace Marketplace.Tests.Shared;

/// <summary>The store of every marketplace of which a test does not say otherwise.</summary>
internal static class ChosenStore
{
    private const string Variable = "MARKETPLACE_STORE";

    /// <summary>As the environment says: <c>MARKETPLACE_STORE</c> is <c>Files</c>, also when it is not set, or <c>Cassandra</c>.</summary>
    public static MarketplaceStore Value { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name
        ? Enum.TryParse<MarketplaceStore>(name, out var store)
            ? store
            : throw new InvalidOperationException($"{Variable} is '{name}': set it to {string.Join(" or ", Enum.GetNames<MarketplaceStore>())}.")
        : MarketplaceStore.Files;
}
