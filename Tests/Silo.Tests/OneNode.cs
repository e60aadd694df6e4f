using Marketplace.Tests.Shared;

namespace Marketplace.Silo.Tests;

/// <summary>One node, shared by all who are content with it.</summary>
[CollectionDefinition(nameof(OneNode))]
public sealed class OneNode() : CassandraFixture(new CassandraShape()), ICollectionFixture<OneNode>;
