using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Hosting;

/// <summary>One marketplace in Cassandra that tests share, whatever store is chosen.</summary>
[CollectionDefinition(nameof(CassandraMarketplaceFixture))]
public sealed class CassandraMarketplaceFixture() : MarketplaceFixture(MarketplaceStore.Cassandra), ICollectionFixture<CassandraMarketplaceFixture>
{
    // Not before a test asks: where there are no servers a test can be skipped, and a fixture cannot.
    public override ValueTask InitializeAsync() => default;

    /// <summary>Starts it, if no test has; skips the test where there are no servers.</summary>
    public ValueTask StartedOrSkipAsync() => base.InitializeAsync();
}
