namespace Marketplace.Silo.Cluster;

/// <summary>
/// Keeps a silo that leaves reachable until nobody waits any more for an answer to what came through its gateway. Its clients have been told to
/// use other gateways by then, and its own grains have ended their calls; but those that it only handed on are answered by way of it, and
/// Orleans does not wait for them. What others still send to its former grains is forwarded meanwhile.
/// </summary>
internal sealed class GatewayDrain(TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    // What starts last is stopped first. At BecomeActive less one the grains are deactivated, and less two their directory is handed over.
    private const int Stage = ServiceLifecycleStage.BecomeActive - 3;

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(GatewayDrain), Stage, static _ => Task.CompletedTask, DrainAsync);

    private async Task DrainAsync(CancellationToken cancellationToken)
        => await Task.Delay(ClientAnswers.Within, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
