using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Orders.Decisions;

/// <summary>Asks for an end without goods.</summary>
internal sealed record EndRequest(OrderEndCause Cause, string? Reason = null, ImmutableArray<LineProblem> Problems = default)
{
    /// <summary>The vouchers that could not be used.</summary>
    public ImmutableArray<VoucherProblem> VoucherProblems { get; init; } = [];
}
