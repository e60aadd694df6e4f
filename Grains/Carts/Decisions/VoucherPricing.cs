using System.Collections.Immutable;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Carts.Decisions;

/// <summary>
/// Takes vouchers off an order's lines, one after the other: each finds what those before it have left. Freight is not discounted, so
/// no total comes below zero.
/// </summary>
internal static class VoucherPricing
{
    /// <param name="cart">The lines, priced, at least one and of one currency.</param>
    /// <param name="named">The vouchers' ids in the order that the buyer named them in.</param>
    /// <param name="vouchers">The vouchers in the same order; null where there is none.</param>
    /// <param name="now">When it is.</param>
    public static PricedCheckout Apply(PricedCheckout cart, ImmutableArray<string> named, Voucher?[] vouchers, DateTimeOffset now)
    {
        var currency = cart.Lines[0].UnitPrice.Currency;
        var goods = cart.Lines.Sum(line => line.Items.Amount);
        var problems = ImmutableArray.CreateBuilder<VoucherProblem>();
        for (var place = 0; place < vouchers.Length; place++)
        {
            if (ProblemOf(vouchers[place], new Money(goods, currency), now) is { } problem)
                problems.Add(new VoucherProblem(place, named[place], problem));
        }

        if (problems.Count > 0)
            return new PricedCheckout([], [], [], CheckoutAnswer.RefusalOf(problems[0].Code)) { VoucherProblems = problems.ToImmutable() };
        var lines = cart.Lines;
        foreach (var voucher in vouchers)
            lines = TakeOff(lines, voucher!.Terms, currency);
        return cart with { Lines = lines, Vouchers = [.. vouchers.Select(voucher => new OrderVoucher(voucher!.VoucherId, voucher.Version))] };
    }

    private static string? ProblemOf(Voucher? voucher, Money goods, DateTimeOffset now)
    {
        if (voucher is null)
            return RefusalCodes.VoucherUnknown;
        if (voucher.ProblemAt(now) is { } problem)
            return problem;
        if (voucher.Terms.Currency is { } currency && currency != goods.Currency)
            return RefusalCodes.VoucherCurrency;
        return voucher.Terms.Minimum is { } minimum && goods.Amount < minimum.Amount ? RefusalCodes.VoucherBelowMinimum : null;
    }

    private static ImmutableArray<OrderLine> TakeOff(ImmutableArray<OrderLine> lines, VoucherTerms terms, string currency)
    {
        var left = new decimal[lines.Length];
        for (var line = 0; line < left.Length; line++)
            left[line] = lines[line].Items.Amount - lines[line].Discount.Amount;
        var all = left.Sum();
        var wanted = new Money(terms.Discount?.Amount ?? all * terms.Percent!.Value / 100, currency).Round();
        var shares = DiscountShares.Of(Math.Min(wanted.Amount, all), left, currency);
        return [.. lines.Select((line, place) => line with { Discount = new Money(line.Discount.Amount + shares[place], currency) })];
    }
}
