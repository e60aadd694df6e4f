using Marketplace.Api.Tests.Hosting;
using Marketplace.Api.Tests.OnlineMarketplace;
using Marketplace.Tests.Shared;

namespace Marketplace.Api.Tests.Cassandra;

/// <summary>The benchmark's contract, with entities in Cassandra.</summary>
[Collection(nameof(CassandraMarketplaceFixture))]
[Trait("store", "cassandra")]
public sealed class CassandraBenchmarkTests() : ContractTests(MarketplaceStore.Cassandra);
