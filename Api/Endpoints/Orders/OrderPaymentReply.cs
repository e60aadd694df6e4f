using Marketplace.Grains.Interfaces.Orders;

namespace Marketplace.Api.Endpoints.Orders;

/// <summary>How an order is paid: of a card, what may be shown.</summary>
/// <param name="Type">card, debit or boleto.</param>
/// <param name="Brand">The card's brand.</param>
/// <param name="LastFour">The card's last four digits.</param>
/// <param name="Installments">In how many parts.</param>
internal sealed record OrderPaymentReply(string Type, string? Brand, string? LastFour, int Installments)
{
    public static OrderPaymentReply Of(PaymentMethod payment) => new(payment.Type, payment.Brand, payment.LastFour, payment.Installments);
}
