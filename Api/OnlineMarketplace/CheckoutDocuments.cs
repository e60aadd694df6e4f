using System.Security.Cryptography;
using System.Text;
using Marketplace.Api.OnlineMarketplace.Documents;
using Marketplace.Grains.Interfaces.Common;
using Marketplace.Grains.Interfaces.Orders;
using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Api.OnlineMarketplace;

/// <summary>Reads the benchmark's checkouts. The card becomes a token first: nothing else of it goes on.</summary>
internal static class CheckoutDocuments
{
    private const int MaxInstallments = 24;

    public static async ValueTask<PaymentMethod> TokenizeAsync(
        IPaymentGateway gateway, CheckoutDocument body, CancellationToken cancellationToken)
    {
        var installments = (int)Math.Clamp(DocumentChecks.Number("Installments", body.Installments, 0, 1_000), 1, MaxInstallments);
        var type = body.PaymentType switch
        {
            "CREDIT_CARD" => "card",
            "DEBIT_CARD" => "debit",
            "BOLETO" => "boleto",
            _ => throw DocumentChecks.Invalid("PaymentType", "It must be CREDIT_CARD, DEBIT_CARD or BOLETO."),
        };
        if (type == "boleto")
            return new PaymentMethod(type, type, null, null, installments);
        try
        {
            var card = new Card(
                body.CardNumber ?? "", body.CardHolderName ?? "", body.CardExpiration ?? "", body.CardSecurityNumber, DocumentChecks.Text("CardBrand", body.CardBrand));
            var token = await gateway.TokenizeAsync(card, cancellationToken);
            return new PaymentMethod(type, token.Token, token.Brand, token.LastFour, installments);
        }
        catch (ArgumentException)
        {
            throw DocumentChecks.Invalid("CardNumber", "The card's number, expiration or security number makes no sense.");
        }
    }

    /// <summary>The driver's transaction names the checkout; its cart's key holds the customer and the run.</summary>
    public static IdempotencyKey KeyOf(CheckoutDocument body, PaymentMethod method)
    {
        var transaction = DocumentChecks.Transaction("instanceId", body.InstanceId);
        var asked = $"{body.FirstName}\n{body.LastName}\n{body.Street}\n{body.City}\n{body.ZipCode}\n{method.Type}\n{method.LastFour}\n{method.Installments}";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(asked), hash);
        return new IdempotencyKey(transaction, Convert.ToHexStringLower(hash[..8]));
    }

    public static Address AddressOf(CheckoutDocument body) => new()
    {
        Name = DocumentChecks.Text("FirstName", $"{body.FirstName} {body.LastName}".Trim()) ?? "-",
        Street = DocumentChecks.Text("Street", body.Street) ?? "-",
        Complement = DocumentChecks.Text("Complement", body.Complement),
        City = DocumentChecks.Text("City", body.City) ?? "-",
        State = DocumentChecks.Text("State", body.State),
        PostalCode = DocumentChecks.Text("ZipCode", body.ZipCode),
    };
}
