namespace Marketplace.Api.Endpoints.Carts;

/// <summary>Holds a payment to its rules; whether a card's number makes sense is the gateway's to say.</summary>
internal static class PaymentChecks
{
    public static PaymentInput Check(Checks checks, PaymentInput? payment)
    {
        if (payment is null)
        {
            checks.Missing("payment");
            return new PaymentInput();
        }

        if (payment.Type is null)
            checks.Missing("payment.type");
        var needsCard = checks.Choice("payment.type", payment.Type, false, [("card", true), ("debit", true), ("boleto", false)]);
        if (payment.Installments is not null)
            checks.Number("payment.installments", payment.Installments, 1, 24);
        if (payment.Card is { } card)
            Check(checks, card);
        if (needsCard && payment.Card is null)
            checks.Missing("payment.card");
        else if (!needsCard && payment.Card is not null && payment.Type is not null)
            checks.Fail("payment.card", ProblemCodes.ValueInvalid, $"A payment by {payment.Type} has no card.");
        return payment;
    }

    private static void Check(Checks checks, CardInput card)
    {
        checks.Text("payment.card.number", card.Number, 40);
        checks.Text("payment.card.holder", card.Holder, 200);
        checks.Text("payment.card.expiry", card.Expiry, 4);
        checks.OptionalText("payment.card.securityCode", card.SecurityCode, 4);
        checks.OptionalText("payment.card.brand", card.Brand, 40);
    }
}
