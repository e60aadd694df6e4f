using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Interfaces.Carts;

/// <summary>What became of a checkout: an order (paid, awaiting its payment, or ended), or why there is none.</summary>
/// <param name="Order">The order, or null.</param>
/// <param name="Refusal">Why it did not succeed, or null.</param>
/// <param name="Problems">The lines that could not be had as the cart saw them.</param>
/// <param name="Replayed">Whether this is the answer to an earlier checkout with the same key.</param>
/// <param name="OrderId">The order that the answer is about, where <paramref name="Order"/> is null.</param>
[GenerateSerializer, Immutable, Alias("checkout-answer")]
public sealed record CheckoutAnswer(
    [property: Id(0)] OrderView? Order,
    [property: Id(1)] Refusal? Refusal,
    [property: Id(2)] ImmutableArray<LineProblem> Problems,
    [property: Id(3)] bool Replayed = false,
    [property: Id(4)] string? OrderId = null)
{
    /// <summary>The vouchers that could not be used.</summary>
    [Id(5)] public ImmutableArray<VoucherProblem> VoucherProblems { get; init; } = [];

    /// <summary>What an order says of its checkout.</summary>
    /// <param name="order">The order, as it is now.</param>
    /// <param name="leftOut">Lines of the cart that were not ordered.</param>
    /// <param name="replayed">Whether the checkout was asked for before.</param>
    public static CheckoutAnswer Of(OrderView order, ImmutableArray<LineProblem> leftOut, bool replayed) => order.Status switch
    {
        OrderStatus.Rejected => new(null, RefusalOf(FirstProblemOf(order)), order.Problems, replayed, order.OrderId)
        {
            VoucherProblems = order.VoucherProblems,
        },
        OrderStatus.PaymentFailed => new(
            order, new Refusal(RefusalCodes.PaymentDeclined, order.Reason ?? "The payment was declined."), [], replayed),
        OrderStatus.Cancelled or OrderStatus.Refunded => new(
            order, new Refusal(RefusalCodes.StateConflict, "The order was cancelled.", OrderId: order.OrderId), [], replayed),
        _ => new(order, null, [.. order.Problems, .. leftOut], replayed),
    };

    /// <summary>What a checkout is refused with where a line or a voucher is the matter.</summary>
    /// <param name="problem">The line's code, or the voucher's.</param>
    public static Refusal RefusalOf(string problem) => problem switch
    {
        RefusalCodes.PriceChanged => new(problem, "A price changed since the cart was seen."),
        RefusalCodes.ProductUnavailable => new(problem, "A product is not for sale any more."),
        RefusalCodes.StockUnreachable => new(problem, "Stock could not be asked; nothing was ordered."),
        RefusalCodes.VoucherUnreachable => new(problem, "A voucher could not be asked; nothing was ordered."),
        _ when problem.StartsWith("voucher.", StringComparison.Ordinal) => new(problem, "A voucher cannot be used for this order."),
        _ => new(RefusalCodes.StockInsufficient, "Not enough units are free."),
    };

    private static string FirstProblemOf(OrderView order)
        => order.Problems.IsDefaultOrEmpty ? order.VoucherProblems[0].Code : order.Problems[0].Code;
}
