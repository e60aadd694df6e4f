using Marketplace.Tests.Shared;

namespace Orleans.Clustering.Cassandra.Tests;

/// <summary>A cluster of three nodes.</summary>
[CollectionDefinition(nameof(ThreeNodes))]
public sealed class ThreeNodes() : CassandraFixture(new CassandraShape { Nodes = 3 }), ICollectionFixture<ThreeNodes>;
