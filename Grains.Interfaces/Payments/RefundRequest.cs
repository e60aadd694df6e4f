using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Grains.Interfaces.Payments;

/// <summary>Asks the gateway to repay a part of what was captured.</summary>
/// <param name="Reference">The capture's reference.</param>
/// <param name="RefundId">Our own name for the part: the same name is repaid once.</param>
/// <param name="Amount">How much. All parts together never exceed the capture.</param>
public sealed record RefundRequest(string Reference, string RefundId, Money Amount);
