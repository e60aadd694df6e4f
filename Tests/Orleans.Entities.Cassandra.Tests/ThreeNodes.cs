using Marketplace.Tests.Shared;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>Three nodes in one data centre, for whoever harms them.</summary>
[CollectionDefinition(nameof(ThreeNodes), DisableParallelization = true)]
public sealed class ThreeNodes() : CassandraFixture(new CassandraShape { Nodes = 3 }), ICollectionFixture<ThreeNodes>;
