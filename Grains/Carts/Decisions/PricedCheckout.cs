using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>A cart priced for an order.</summary>
/// <param name="Lines">What is to be ordered; empty when refused.</param>
/// <param name="Problems">The lines that cannot be had as they are.</param>
/// <param name="Notes">What the buyer is being told of.</param>
/// <param name="Refusal">Why no order is made of it, or null.</param>
internal sealed record PricedCheckout(
    ImmutableArray<OrderLine> Lines, ImmutableArray<LineProblem> Problems, IReadOnlyList<CartNote> Notes, Refusal? Refusal)
{
    /// <summary>The vouchers that the lines are less by.</summary>
    public ImmutableArray<OrderVoucher> Vouchers { get; init; } = [];

    /// <summary>The vouchers that cannot be used.</summary>
    public ImmutableArray<VoucherProblem> VoucherProblems { get; init; } = [];
}
