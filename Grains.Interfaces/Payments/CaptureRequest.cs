using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>Asks the gateway for money.</summary>
/// <param name="Reference">Our own reference, the order's grain key: the same reference is captured once.</param>
/// <param name="Amount">How much.</param>
/// <param name="Method">For instance <c>card</c>.</param>
/// <param name="Token">The gateway's token.</param>
/// <param name="Installments">In how many parts.</param>
public sealed record CaptureRequest(string Reference, Money Amount, string Method, string Token, int Installments);
