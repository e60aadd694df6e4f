using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Entities.RocksDb;

namespace Marketplace.Silo.Operations;

/// <summary>Whether the silo in this process takes work.</summary>
public sealed class SiloHealth(ISiloStatusOracle status, HealthCheckService checks, IServiceProvider services)
{
    private readonly RocksDbEntityStore? _store = services.GetService<RocksDbEntityStore>();

    /// <summary>Why it takes none now, or null when it does.</summary>
    public async ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        if (status.CurrentStatus != SiloStatus.Active)
            return $"the silo is {status.CurrentStatus}";
        if (_store?.Failure is { } failure)
            return $"the store of entities fails: {failure}";
        var report = await checks.CheckHealthAsync(cancellationToken);
        return report.Status == HealthStatus.Unhealthy
            ? string.Join(' ', report.Entries.Values.Where(entry => entry.Status == HealthStatus.Unhealthy).Select(entry => entry.Description))
            : null;
    }
}
