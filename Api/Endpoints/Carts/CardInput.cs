using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>A card. It goes to the payment gateway for a token and nowhere else.</summary>
internal sealed record CardInput
{
    /// <summary>The number, 12 to 20 digits.</summary>
    public string? Number { get; init; }

    /// <summary>The name on it, up to 200 characters.</summary>
    public string? Holder { get; init; }

    /// <summary>Month and year: MMYY.</summary>
    public string? Expiry { get; init; }

    /// <summary>The security code, 3 or 4 digits.</summary>
    public string? SecurityCode { get; init; }

    /// <summary>The brand, up to 40 characters; the gateway finds it when it is left out.</summary>
    public string? Brand { get; init; }

    public Card ToCard() => new(Number!, Holder!, Expiry!, SecurityCode, Brand);

    /// <inheritdoc/>
    public override string ToString() => nameof(CardInput);
}
