using Marketplace.Tests.Shared;

namespace Orleans.Entities.Cassandra.Tests;

/// <summary>One node, shared by all who are content with it. It takes less than the largest commit.</summary>
[CollectionDefinition(nameof(OneNode))]
public sealed class OneNode() : CassandraFixture(new CassandraShape { MaxMutationKibibytes = 3 << 10 }), ICollectionFixture<OneNode>;
