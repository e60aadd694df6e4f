using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>Asks to make an order of the cart.</summary>
[GenerateSerializer, Immutable, Alias("checkout-cart")]
public sealed record CheckoutCart
{
    /// <summary>The client's key: the same key is the same order.</summary>
    [Id(0)] public required IdempotencyKey Key { get; init; }

    /// <summary>Who buys; null when the cart knows.</summary>
    [Id(1)] public string? CustomerId { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(2)] public required Address ShipTo { get; init; }

    /// <summary>How it is paid.</summary>
    [Id(3)] public required PaymentMethod Payment { get; init; }

    /// <summary>The version of the cart whose prices the buyer has seen and agrees to, or null.</summary>
    [Id(4)] public long? CartVersion { get; init; }

    /// <summary>How the buyer agrees to what changed.</summary>
    [Id(5)] public CheckoutConsent Consent { get; init; }

    /// <summary>The ids of vouchers to take off, one after the other; at most <see cref="CartLimits.MaxVouchers"/>, each once.</summary>
    [Id(6)] public ImmutableArray<string> Vouchers { get; init; } = [];
}
