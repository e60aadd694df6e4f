using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Orders.Vouchers;

/// <summary>A voucher: something off an order, for whoever knows its id.</summary>
[GenerateSerializer, Immutable, Alias("voucher")]
public sealed record Voucher
{
    /// <summary>The id: the code that buyers name.</summary>
    [Id(0)] public required string VoucherId { get; init; }

    /// <summary>What it takes off, and when.</summary>
    [Id(1)] public required VoucherTerms Terms { get; init; }

    /// <summary>Counts the changes of its terms: its ETag. Uses do not count.</summary>
    [Id(2)] public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    [Id(3)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many orders use it. <c>0 ≤ Uses ≤ Limit</c> always.</summary>
    [Id(4)] public long Uses { get; init; }

    /// <summary>Why no order may begin to use it at a moment, one of <see cref="RefusalCodes"/>; null when one may.</summary>
    public string? ProblemAt(DateTimeOffset moment) => Terms switch
    {
        { Status: not VoucherStatus.Active } => RefusalCodes.VoucherDisabled,
        { ValidFrom: { } from } when moment < from => RefusalCodes.VoucherNotYetValid,
        { ValidUntil: { } until } when moment >= until => RefusalCodes.VoucherExpired,
        { Limit: { } limit } when Uses >= limit => RefusalCodes.VoucherUsedUp,
        _ => null,
    };
}
