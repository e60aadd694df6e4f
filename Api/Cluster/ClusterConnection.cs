using Marketplace.Silo.Health;

namespace Marketplace.Api.Cluster;

/// <summary>How this process stands with the silos, which are elsewhere. Safe for use by many threads.</summary>
internal sealed class ClusterConnection : IWorkHealth, IClusterConnectionStatusObserver
{
    private volatile string _why = "no silo was asked yet";
    private volatile bool _hasJoined;
    private int _gateways;

    /// <summary>Whether it has joined the cluster once: it knows what silos host.</summary>
    public bool HasJoined => _hasJoined;

    /// <summary>Whether calls can be sent.</summary>
    public bool IsUp => _hasJoined && Volatile.Read(ref _gateways) > 0;

    /// <inheritdoc/>
    public ValueTask<string?> WhyNotAsync(CancellationToken cancellationToken) => new(IsUp ? null : $"no silo can be reached: {_why}");

    /// <summary>It has joined the cluster.</summary>
    public void Joined() => _hasJoined = true;

    /// <summary>It could not join.</summary>
    /// <returns>False when the cause is the one that is known.</returns>
    public bool Failed(string why)
    {
        var isNew = _why != why;
        _why = why;
        return isNew;
    }

    /// <summary>
    /// A silo answered: there is a connection, whatever was told of their number. That is told by the threads of the connections, and what one
    /// tells of a connection that ended may come after what another tells of one that began since.
    /// </summary>
    public void Answered() => Interlocked.CompareExchange(ref _gateways, 1, 0);

    /// <inheritdoc/>
    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
        => Volatile.Write(ref _gateways, currentNumberOfGateways);

    /// <inheritdoc/>
    public void NotifyClusterConnectionLost()
    {
        _why = "the last connection was lost";
        Volatile.Write(ref _gateways, 0);
    }
}
