using Marketplace.Tests.Shared;

namespace Cql.Tests.Servers;

/// <summary>Three nodes in one data centre.</summary>
[CollectionDefinition]
public sealed class ThreeNodes() : CassandraFixture(new CassandraShape { Nodes = 3 }), ICollectionFixture<ThreeNodes>;
