using Marketplace.Tests.Shared;

namespace Orleans.Cassandra.Tests;

/// <summary>A cluster of one node for the tests of this project.</summary>
public sealed class OneNode() : CassandraFixture(new CassandraShape())
{
    public static string NewKeyspace() => $"k{Guid.NewGuid():N}";
}
