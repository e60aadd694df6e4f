namespace Marketplace.Api.Endpoints.Carts;

/// <summary>How an order is to be paid.</summary>
internal sealed record PaymentInput
{
    /// <summary>card, debit or boleto.</summary>
    public string? Type { get; init; }

    /// <summary>The card, for card and debit.</summary>
    public CardInput? Card { get; init; }

    /// <summary>In how many parts, 1 to 24; 1 when left out.</summary>
    public int? Installments { get; init; }
}
