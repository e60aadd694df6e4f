using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Carts;

/// <summary>A checkout that this activation is at: whoever comes with the same key awaits it too.</summary>
internal sealed class CheckoutRun(IdempotencyKey key)
{
    public IdempotencyKey Key => key;

    public Task<CheckoutAnswer> Answer { get; set; } = null!;
}
