using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orleans.Cassandra;

/// <summary>Tells the host's health checks what <see cref="CassandraHealth"/> found.</summary>
internal sealed class CassandraHealthCheck(CassandraHealth health) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => await health.AskAsync().WaitAsync(cancellationToken) is { } wrong
            ? new HealthCheckResult(context.Registration.FailureStatus, wrong)
            : HealthCheckResult.Healthy();
}
