using Marketplace.Api.Tests.Endpoints;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Cassandra;

/// <summary>From a cart to a paid order, with entities in Cassandra.</summary>
[Collection(nameof(CassandraMarketplaceFixture))]
[Trait("store", "cassandra")]
public sealed class CassandraCheckoutTests(CassandraMarketplaceFixture marketplace) : CheckoutTests(marketplace), IAsyncLifetime
{
    public ValueTask InitializeAsync() => marketplace.StartedOrSkipAsync();

    public ValueTask DisposeAsync() => default;
}
