namespace Marketplace.Silo.Health;

/// <summary>Whether this process takes work.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, IWorkHealth work)
{
    /// <summary>Why it takes none now, or null when it does.</summary>
    public async ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken)
        => lifetime.ApplicationStopping.IsCancellationRequested ? "draining" : await work.WhyNotAsync(cancellationToken);
}
