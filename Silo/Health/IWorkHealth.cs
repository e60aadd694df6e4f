namespace Marketplace.Silo.Health;

/// <summary>Whether what the work of this process is done with takes any.</summary>
internal interface IWorkHealth
{
    /// <summary>Why it takes none now, or null when it does.</summary>
    ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken);
}
