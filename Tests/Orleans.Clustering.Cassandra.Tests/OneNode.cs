using Marketplace.Tests.Shared;

namespace Orleans.Clustering.Cassandra.Tests;

/// <summary>A cluster of one node.</summary>
[CollectionDefinition(nameof(OneNode))]
public sealed class OneNode() : CassandraFixture(new CassandraShape()), ICollectionFixture<OneNode>;
