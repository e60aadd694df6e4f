using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>That a provider of the host needs a schema, where its options say.</summary>
internal sealed record CassandraSchemaUse(CassandraSchema Schema, Func<IServiceProvider, CassandraConnectionOptions> Options);
