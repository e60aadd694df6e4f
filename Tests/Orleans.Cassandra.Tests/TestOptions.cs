using Marketplace.Tests.Shared;
using Orleans.Configuration;

namespace Orleans.Cassandra.Tests;

/// <summary>Settings of some provider.</summary>
public sealed class TestOptions : CassandraConnectionOptions
{
    public static TestOptions For(CassandraCluster cluster, string keyspace, CassandraSchemaMode schema = CassandraSchemaMode.Create)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return new TestOptions { Keyspace = keyspace, Schema = schema, ContactPoints = { cluster.Nodes[0].ToString() } };
    }
}
