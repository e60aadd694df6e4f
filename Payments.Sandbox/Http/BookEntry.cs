using Marketplace.Grains.Interfaces.Payments;

namespace Marketplace.Payments.Sandbox.Http;

/// <summary>One payment in the books.</summary>
internal sealed record BookEntry(string Reference, PaymentRecord Record);
