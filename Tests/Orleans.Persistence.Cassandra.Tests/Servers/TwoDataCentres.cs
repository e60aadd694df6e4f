using Marketplace.Tests.Shared;

namespace Orleans.Persistence.Cassandra.Tests.Servers;

/// <summary>A node in each of two data centres.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class TwoDataCentres() : CassandraFixture(new CassandraShape { Nodes = 2, DataCentres = 2 }), ICollectionFixture<TwoDataCentres>;
