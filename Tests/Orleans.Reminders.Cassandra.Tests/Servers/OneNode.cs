using Marketplace.Tests.Shared;

namespace Orleans.Reminders.Cassandra.Tests.Servers;

/// <summary>One node, for what needs no more.</summary>
[CollectionDefinition]
public sealed class OneNode() : CassandraFixture(new CassandraShape()), ICollectionFixture<OneNode>;
