namespace Marketplace.Api.Endpoints.Carts;

/// <summary>Makes an order of a cart.</summary>
internal sealed record CheckoutRequest
{
    /// <summary>Who buys; may be left out when the cart knows.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Where it goes.</summary>
    public AddressInput? Address { get; init; }

    /// <summary>How it is paid.</summary>
    public PaymentInput? Payment { get; init; }

    /// <summary>The cart's version that the buyer has seen and consents to: needed once a price has changed.</summary>
    public long? CartVersion { get; init; }

    /// <summary>The ids of vouchers to take off, each once, at most 5; each takes off of what those before it have left.</summary>
    public IReadOnlyList<string>? Vouchers { get; init; }
}
