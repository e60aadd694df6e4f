using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Api.Endpoints.Carts;

/// <summary>What a checkout's idempotency key stands for. Its hash is kept, so of a card it has only what may be shown.</summary>
internal sealed record CheckoutPayload(
    string? CustomerId, Address Address, string PaymentType, string? Brand, string? LastFour, int Installments, long? CartVersion)
{
    /// <summary>The vouchers; null where there are none, so that what was hashed before there were any is the same.</summary>
    public IReadOnlyList<string>? Vouchers { get; init; }
}
