namespace Marketplace.Payments.Sandbox.Http;

/// <summary>The paths of the service.</summary>
internal static class GatewayRoutes
{
    public const string Tokens = "/v1/tokens";
    public const string Captures = "/v1/captures";
    public const string Voids = "/v1/voids";
    public const string Refunds = "/v1/refunds";

    /// <summary>One payment, by <c>?reference=</c>.</summary>
    public const string Payments = "/v1/payments";

    /// <summary>All payments, or those whose references start with <c>?prefix=</c>.</summary>
    public const string Books = "/v1/books";
}
