using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Cassandra;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a check of what Orleans keeps in Apache Cassandra.</summary>
public static class CassandraHealthChecksBuilderExtensions
{
    /// <summary>
    /// Reads a row in the keyspace of each provider on Cassandra that this host has, at the provider's consistency: unhealthy when too few
    /// replicas answer within seconds, whichever nodes those are. A node that is gone while the others can do without makes no difference.
    /// </summary>
    /// <remarks>However often it is asked for, Cassandra is asked at most once a second.</remarks>
    /// <param name="builder">The checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What to report when too few answer; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    public static IHealthChecksBuilder AddOrleansCassandra(
        this IHealthChecksBuilder builder, string name = "orleans-cassandra", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<CassandraHealth>();
        return builder.Add(new HealthCheckRegistration(
            name, services => new CassandraHealthCheck(services.GetRequiredService<CassandraHealth>()), failureStatus, tags));
    }
}
