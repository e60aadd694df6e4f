using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Serialization;

namespace Marketplace.Grains.Carts;

/// <summary>
/// Looks at all carts now and then, a page at a time, and has those emptied that nobody has touched for too long. Nothing waits for
/// it: a cart that is used after its time is emptied first.
/// </summary>
internal sealed class CartSweeper(
    IEntityStore store,
    Serializer<CartState> serializer,
    IGrainFactory grains,
    IOptions<CartOptions> options,
    TimeProvider time,
    ILogger<CartSweeper> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int Page = 256;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(CartSweeper), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _sweeping = Task.Run(() => SweepAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _sweeping;
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepPeriod, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await SweepOnceAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    private async Task SweepOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var seen = 0;
            await foreach (var stored in store.ScanAsync("cart", null, cancellationToken))
            {
                if (++seen % Page == 0)
                    await Task.Delay(Breath, time, cancellationToken);
                if (!stored.Head.Head.IsEmpty
                    && CartLifetime.IsOver(serializer.Deserialize(stored.Head.Head), options.Value, time.GetUtcNow()))
                    await ExpireAsync(stored.Key.Id);
            }
        }
        catch (EntityStoreException exception)
        {
            CartLog.SweepFailed(logger, exception);
        }
    }

    private async Task ExpireAsync(string key)
    {
        try
        {
            await grains.At<ICartGrain>(key).ExpireAsync();
        }
#pragma warning disable CA1031 // One that cannot be emptied now must not keep the others from it; the next sweep comes by.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            CartLog.NotEmptied(logger, key, exception);
        }
    }
}
