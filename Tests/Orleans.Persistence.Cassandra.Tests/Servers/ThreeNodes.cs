using Marketplace.Tests.Shared;

namespace Orleans.Persistence.Cassandra.Tests.Servers;

/// <summary>Three nodes in one data centre.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class ThreeNodes() : CassandraFixture(new CassandraShape { Nodes = 3 }), ICollectionFixture<ThreeNodes>;
