using System.Text.Json.Serialization;
using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Silo.Operations.Invariants;

/// <summary>What the marketplace finds when it looks at itself.</summary>
public sealed record InvariantReport
{
    /// <summary>True when all was compared and nothing is broken; false when something is; null when nothing was found and not all was compared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool? Holds => Violations.Count > 0 ? false : Consistent ? true : null;

    /// <summary>How many events the log held when the look began.</summary>
    public required long AsOf { get; init; }

    /// <summary>
    /// Whether all was held against each other: the log stood still meanwhile, without which nothing that different entities say is, and
    /// so did each entity for as long as it was read.
    /// </summary>
    public required bool Consistent { get; init; }

    /// <summary>What is broken, up to a hundred.</summary>
    public required IReadOnlyList<InvariantViolation> Violations { get; init; }

    /// <summary>Orders by where they are.</summary>
    public required IReadOnlyDictionary<string, long> Orders { get; init; }

    /// <summary>Payments that the gateway has taken and not repaid whole.</summary>
    public required CaptureFigures Captures { get; init; }

    /// <summary>Units over all products.</summary>
    public required StockFigures Stock { get; init; }

    /// <summary>Vouchers, and the orders that live with them.</summary>
    public required VoucherFigures Vouchers { get; init; }

    /// <summary>Undelivered packages over all sellers.</summary>
    public required long OpenPackages { get; init; }

    /// <summary>Packages of paid orders of which the log has yet to tell their sellers.</summary>
    public required long AwaitedPackages { get; init; }
}

/// <summary>An invariant that does not hold.</summary>
/// <param name="Invariant">Which: for instance <c>stock.bounds</c>.</param>
/// <param name="Detail">Where, and what was found.</param>
public sealed record InvariantViolation(string Invariant, string Detail);

/// <summary>Payments taken.</summary>
/// <param name="Count">How many.</param>
/// <param name="Amounts">Their sums, parts that were repaid taken off, one for each currency.</param>
/// <param name="Repaid">How many were taken and repaid whole; they are not counted above.</param>
public sealed record CaptureFigures(long Count, IReadOnlyList<Money> Amounts, long Repaid);

/// <summary>Units.</summary>
/// <param name="OnHand">In the warehouse, reserved ones included.</param>
/// <param name="Reserved">Held by living orders.</param>
/// <param name="Sold">Left for good.</param>
public sealed record StockFigures(long OnHand, long Reserved, long Sold);

/// <summary>Vouchers.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Uses">Over all of them, by how many orders each is used.</param>
public sealed record VoucherFigures(long Count, long Uses);
