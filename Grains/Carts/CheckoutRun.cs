using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts;

/// <summary>A checkout that this activation is at: whoever comes with the same key awaits it too, and whoever comes with another is told of its order.</summary>
internal sealed class CheckoutRun(IdempotencyKey key)
{
    private TaskCompletionSource<long?> _ordering = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IdempotencyKey Key => key;

    public Task<CheckoutAnswer> Answer { get; set; } = null!;

    /// <summary>The checkout whose order it makes or has joined, as soon as that is known; null when it ended without one.</summary>
    public Task<long?> Ordering => _ordering.Task;

    /// <summary>That checkout, when it is known now.</summary>
    public long? Ordered { get; private set; }

    /// <summary>From now on its order is this checkout's.</summary>
    public void Order(long checkout)
    {
        Ordered = checkout;
        _ordering.TrySetResult(checkout);
    }

    /// <summary>That order is never to be: there will be another, or none.</summary>
    public void OrderAnew()
    {
        Ordered = null;
        _ordering = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>It ended.</summary>
    public void End() => _ordering.TrySetResult(null);
}
