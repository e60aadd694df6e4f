namespace Marketplace.Grains.Interfaces.Orders;

/// <summary>How an order is paid: a token of the gateway, and what of a card may be shown. Never a card's number.</summary>
/// <param name="Type">For instance <c>card</c>, <c>debit</c>, <c>boleto</c>.</param>
/// <param name="Token">The gateway's token.</param>
/// <param name="Brand">The card's brand, or null.</param>
/// <param name="LastFour">The card's last four digits, or null.</param>
/// <param name="Installments">In how many parts; at least 1.</param>
[GenerateSerializer, Immutable, Alias("payment-method")]
public sealed record PaymentMethod(
    [property: Id(0)] string Type,
    [property: Id(1)] string Token,
    [property: Id(2)] string? Brand,
    [property: Id(3)] string? LastFour,
    [property: Id(4)] int Installments = 1);
