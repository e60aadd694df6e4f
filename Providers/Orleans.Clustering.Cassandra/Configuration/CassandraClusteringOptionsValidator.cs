using Microsoft.Extensions.Options;
using Orleans.Cassandra;

namespace Orleans.Configuration;

/// <summary>Refuses options that make no sense, naming the configuration key and the mend.</summary>
internal sealed class CassandraClusteringOptionsValidator(IOptions<CassandraClusteringOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration() => CassandraConnectionOptionsCheck.Check(options.Value, "Orleans:Clustering");
}
