using System.Globalization;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Api.Endpoints.Vouchers;

/// <summary>A voucher with how often it is used.</summary>
internal sealed record VoucherReply
{
    /// <summary>The id: what a checkout names it by.</summary>
    public required string VoucherId { get; init; }

    /// <summary>The amount it takes off.</summary>
    public Money? Discount { get; init; }

    /// <summary>The percentage it takes off.</summary>
    public string? Percent { get; init; }

    /// <summary>What an order's goods must cost at least.</summary>
    public Money? Minimum { get; init; }

    /// <summary>From when on it may be used.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How many orders may use it at most.</summary>
    public long? Limit { get; init; }

    /// <summary>active or disabled.</summary>
    public required VoucherStatus Status { get; init; }

    /// <summary>How many orders use it: those that paid with it, and those that are about to.</summary>
    public required long Uses { get; init; }

    /// <summary>The version, and the ETag. Uses do not change it.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public static VoucherReply Of(Voucher voucher) => new()
    {
        VoucherId = voucher.VoucherId,
        Discount = voucher.Terms.Discount,
        Percent = voucher.Terms.Percent?.ToString(CultureInfo.InvariantCulture),
        Minimum = voucher.Terms.Minimum,
        ValidFrom = voucher.Terms.ValidFrom,
        ValidUntil = voucher.Terms.ValidUntil,
        Limit = voucher.Terms.Limit,
        Status = voucher.Terms.Status,
        Uses = voucher.Uses,
        Version = voucher.Version,
        CreatedAt = voucher.CreatedAt,
    };
}
