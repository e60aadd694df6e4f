using Marketplace.Tests.Shared;

namespace Cql.Tests.Servers;

/// <summary>Two nodes in each of two data centres: 1 and 3 in the first, 2 and 4 in the second.</summary>
[CollectionDefinition]
public sealed class TwoDataCentres() : CassandraFixture(new CassandraShape { Nodes = 4, DataCentres = 2 }), ICollectionFixture<TwoDataCentres>;
