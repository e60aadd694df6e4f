using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>What a voucher takes off, and for whom. One of <see cref="Discount"/> and <see cref="Percent"/> is there.</summary>
[GenerateSerializer, Immutable, Alias("voucher-terms")]
public sealed record VoucherTerms
{
    /// <summary>An amount off, more than zero; null where it is a percentage.</summary>
    [Id(0)] public Money? Discount { get; init; }

    /// <summary>A percentage off, more than 0 and at most 100; null where it is an amount.</summary>
    [Id(1)] public decimal? Percent { get; init; }

    /// <summary>What an order's goods must cost at least, or null.</summary>
    [Id(2)] public Money? Minimum { get; init; }

    /// <summary>The moment from which on it may be used, or null.</summary>
    [Id(3)] public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>The moment at which it may not be used any more, or null.</summary>
    [Id(4)] public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How many orders may use it at most, or null.</summary>
    [Id(5)] public long? Limit { get; init; }

    /// <summary>Whether it may be used at all.</summary>
    [Id(6)] public VoucherStatus Status { get; init; }

    /// <summary>The currency it is in; null where it serves any.</summary>
    public string? Currency => Discount?.Currency ?? Minimum?.Currency;
}
