using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>A voucher's terms, and how often it is used.</summary>
[GenerateSerializer, Immutable, Alias("voucher-head")]
internal sealed record VoucherHead : IHasOpenWork
{
    /// <summary>What a voucher is that nobody has made. It can hold tombstones.</summary>
    public static VoucherHead Absent { get; } = new();

    /// <summary>The voucher, its uses not counted in; null when nobody has made it.</summary>
    [Id(0)] public Voucher? Made { get; init; }

    /// <summary>How many orders use it.</summary>
    [Id(1)] public long Uses { get; init; }

    /// <summary>How many of them it has not heard to be paid.</summary>
    [Id(2)] public long Open { get; init; }

    /// <summary>The last number that was given in the list of those.</summary>
    [Id(3)] public long Numbers { get; init; }

    /// <summary>None of them has a number up to this one: where looking for them begins.</summary>
    [Id(4)] public long ClosedTo { get; init; }

    /// <summary>The last mark of a use given back that was dropped: where looking for old ones begins.</summary>
    [Id(5)] public string? ForgottenTo { get; init; }

    /// <summary>
    /// Whether it was used since the sweep last found nothing open: the entity's open work, as an item's reservations are
    /// (<see cref="Stock.StockHead.Watched"/>).
    /// </summary>
    [Id(6)] public bool Watched { get; init; }

    /// <summary>The voucher as it is shown; null when there is none.</summary>
    public Voucher? View => Made is null ? null : Made with { Uses = Uses };

    /// <inheritdoc/>
    bool IHasOpenWork.HasOpenWork => Watched;
}
