using Marketplace.Api.Tests.Endpoints;
using Marketplace.Api.Tests.Hosting;

namespace Marketplace.Api.Tests.Cassandra;

/// <summary>From a paid order to its delivery or its end, with entities in Cassandra.</summary>
[Collection(nameof(CassandraMarketplaceFixture))]
[Trait("store", "cassandra")]
public sealed class CassandraOrderTests(CassandraMarketplaceFixture marketplace) : OrderTests(marketplace), IAsyncLifetime
{
    public ValueTask InitializeAsync() => marketplace.StartedOrSkipAsync();

    public ValueTask DisposeAsync() => default;
}
