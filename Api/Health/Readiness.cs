
namespace Marketplace.Api.Health;

/// <summary>Whether this process takes work.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, ISiloStatusOracle silo)
{
    /// <summary>Why it takes none now, or null when it does.</summary>
    public string? WhyNot()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "draining";
        return silo.CurrentStatus == SiloStatus.Active ? null : $"the silo is {silo.CurrentStatus}";
    }
}
