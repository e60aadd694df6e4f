namespace Marketplace.Crash.Tests.Shop;

/// <summary>One checkout as its buyer saw it end.</summary>
/// <param name="CartId">The cart.</param>
/// <param name="Key">The idempotency key, the same in every try.</param>
/// <param name="Body">What was asked, the same in every try.</param>
/// <param name="OrderId">The order, or null where the checkout was refused.</param>
/// <param name="Status">What the answer said: paid, paymentFailed, awaitingPayment; or the refusal's code.</param>
/// <param name="Tries">How often it was sent.</param>
internal sealed record Purchase(string CartId, string Key, string Body, string? OrderId, string Status, int Tries);
