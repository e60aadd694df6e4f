using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>A cart's checkout, as its order takes it in.</summary>
[GenerateSerializer, Immutable, Alias("place-order")]
public sealed record PlaceOrder
{
    /// <summary>The cart's grain key.</summary>
    [Id(0)] public required string CartKey { get; init; }

    /// <summary>The cart's checkout counter: with the cart it names the order.</summary>
    [Id(1)] public required long Checkout { get; init; }

    /// <summary>The client's key, and a hash of what was asked: a checkout with another one is foreign and refused.</summary>
    [Id(2)] public required IdempotencyKey Key { get; init; }

    /// <summary>Who buys.</summary>
    [Id(3)] public required string CustomerId { get; init; }

    /// <summary>What is bought, one line a product.</summary>
    [Id(4)] public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(5)] public required Address ShipTo { get; init; }

    /// <summary>How it is paid.</summary>
    [Id(6)] public required PaymentMethod Payment { get; init; }

    /// <summary>The currency of every line.</summary>
    [Id(7)] public required string Currency { get; init; }

    /// <summary>Whether a line that is sold out is left out, rather than the whole order rejected.</summary>
    [Id(8)] public bool LeaveOutSoldOut { get; init; }

    /// <summary>The vouchers to be used before it is paid; what they take off is in the lines. None where a build placed it that knew of none.</summary>
    [Id(9)] public ImmutableArray<OrderVoucher> Vouchers { get; init; } = [];
}
