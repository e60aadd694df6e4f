using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders.Vouchers;

namespace Marketplace.Grains.Orders.Vouchers;

/// <summary>What may be said of a voucher.</summary>
internal static class VoucherRules
{
    private const decimal Whole = 100;

    /// <summary>Makes it, or replaces its terms; what is as it was stays at its version.</summary>
    public static Outcome<Voucher> Put(IDraft<VoucherHead> draft, (string VoucherId, PutVoucher Command) argument)
    {
        var (voucherId, command) = argument;
        var head = draft.State ?? VoucherHead.Absent;
        if (command.Precondition.Check(head.Made?.Version) is { } unmet)
            return unmet;
        if (Check(command.Terms) is { } refusal)
            return refusal;
        if (command.Terms.Limit < head.Uses)
            return new Refusal(RefusalCodes.StateConflict, $"{head.Uses} orders use it.", "limit");
        if (head.Made?.Terms != command.Terms)
        {
            draft.State = head = head with
            {
                Made = new Voucher
                {
                    VoucherId = voucherId,
                    Terms = command.Terms,
                    Version = (head.Made?.Version ?? 0) + 1,
                    CreatedAt = head.Made?.CreatedAt ?? draft.Now,
                },
            };
        }

        return head.View!;
    }

    private static Refusal? Check(VoucherTerms terms) => terms switch
    {
        { Discount: null, Percent: null } => Invalid("Give what it takes off: an amount here, or percent.", "discount"),
        { Discount: not null, Percent: not null } => Invalid("It takes off an amount or a percentage, not both.", "percent"),
        { Discount.Amount: <= 0 } => Invalid("It takes off more than zero.", "discount.amount"),
        { Percent: <= 0 or > Whole } => Invalid($"It is more than 0, and at most {Whole}.", "percent"),
        { Minimum.Amount: < 0 } => Invalid("It is not less than zero.", "minimum.amount"),
        { Discount: { } discount, Minimum: { } minimum } when discount.Currency != minimum.Currency
            => Invalid($"It is in the discount's currency, {discount.Currency}.", "minimum.currency"),
        { ValidFrom: { } from, ValidUntil: { } until } when until <= from => Invalid("It is later than validFrom.", "validUntil"),
        { Limit: < 1 } => Invalid("It is at least 1.", "limit"),
        _ => null,
    };

    private static Refusal Invalid(string detail, string param) => new(RefusalCodes.ValueInvalid, detail, param);
}
