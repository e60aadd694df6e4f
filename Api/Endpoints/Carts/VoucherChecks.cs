using System.Collections.Immutable;
using System.Globalization;
using Marketplace.Grains.Interfaces.Carts;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>Holds the vouchers of a checkout to their rules, and says what is wrong with one by its place.</summary>
internal static class VoucherChecks
{
    public static ImmutableArray<string> Check(Checks checks, IReadOnlyList<string>? vouchers)
    {
        if (vouchers is null)
            return [];
        if (vouchers.Count > CartLimits.MaxVouchers)
        {
            checks.Fail("vouchers", ProblemCodes.ValueInvalid, $"It has {vouchers.Count} vouchers; at most {CartLimits.MaxVouchers} are allowed.");
            return [];
        }

        for (var place = 0; place < vouchers.Count; place++)
        {
            var voucher = checks.Id(ParamOf(place), vouchers[place]);
            if (vouchers.Take(place).Contains(voucher, StringComparer.Ordinal))
                checks.Fail(ParamOf(place), ProblemCodes.ValueInvalid, "It is named before.");
        }

        return [.. vouchers];
    }

    public static ProblemField FieldOf(VoucherProblem problem) => new(ParamOf(problem.Place), problem.Code, problem.Code switch
    {
        RefusalCodes.VoucherUnknown => "There is no such voucher.",
        RefusalCodes.VoucherDisabled => "It is switched off.",
        RefusalCodes.VoucherNotYetValid => "Its time has not come.",
        RefusalCodes.VoucherExpired => "Its time is over.",
        RefusalCodes.VoucherUsedUp => "As many orders use it as may.",
        RefusalCodes.VoucherCurrency => "It is in another currency than the items.",
        RefusalCodes.VoucherBelowMinimum => "The items cost less than it asks for.",
        RefusalCodes.VoucherChanged => "Its terms have just changed.",
        _ => "It cannot be used now.",
    });

    private static string ParamOf(int place) => string.Create(CultureInfo.InvariantCulture, $"vouchers[{place}]");
}
