using Marketplace.Silo.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Entities.RocksDb;

namespace Marketplace.Silo.Operations;

/// <summary>Whether the silo in this process takes work.</summary>
internal sealed class SiloHealth(ISiloStatusOracle status, HealthCheckService checks, IServiceProvider services) : IWorkHealth
{
    private readonly RocksDbEntityStore? _store = services.GetService<RocksDbEntityStore>();

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
