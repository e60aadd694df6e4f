using Cql.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a check of a cluster's health.</summary>
public static class CqlHealthChecksBuilderExtensions
{
    /// <summary>
    /// Asks each node that a session keeps connections to. Healthy when all answer, degraded when some do not, and unhealthy when none does. Its data
    /// tells how many nodes of each data centre answer (<c>dc1</c>: <c>2 of 3</c>), and of each that does not what is wrong with it.
    /// </summary>
    /// <param name="builder">The checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="session">The name of the session; null for the one without a name.</param>
    /// <param name="failureStatus">What to report when none answers; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <param name="timeout">How long it may take; a node that has not answered then does not answer. By default two seconds.</param>
    public static IHealthChecksBuilder AddCql(
        this IHealthChecksBuilder builder,
        string name = "cassandra",
        string? session = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            services => new SessionHealthCheck(CqlServiceCollectionExtensions.Find(services, session), timeout ?? SessionHealthCheck.Patience),
            failureStatus,
            tags));
    }
}
