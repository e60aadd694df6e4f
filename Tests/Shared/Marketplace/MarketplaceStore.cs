namespace Marketplace.Tests.Shared;

/// <summary>Where a marketplace of the tests keeps its entities.</summary>
public enum MarketplaceStore
{
    /// <summary>In files of its own.</summary>
    Files,

    /// <summary>In a keyspace of its own, on the node of the test program.</summary>
    Cassandra,
}
