namespace Marketplace.Payments.Sandbox.Http;

/// <summary>Names the payment that something is to be done with.</summary>
internal sealed record ReferenceRequest(string Reference);
