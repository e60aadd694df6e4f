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
    ILogger<CartSweeper> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private const int Page = 256;
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    private RecurringTask? _task;

    public void Participate(ISiloLifecycle observer)
        => observer.Subscribe(nameof(CartSweeper), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _task = RecurringTask.StartLater("The look for carts that nobody touches", options.Value.SweepPeriod, SweepAsync, time, logger);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_task is { } task)
            await task.DisposeAsync();
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
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
