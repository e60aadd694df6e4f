namespace Marketplace.Grains.Orders;

/// <summary>How long an order waits for its payment. Section <c>Marketplace:Orders</c>.</summary>
public sealed class OrderOptions
{
    /// <summary>Whoever waits for the order's answer gives up after 30 seconds.</summary>
    internal static readonly TimeSpan LongestCaptureTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How long a buyer waits for the gateway before the order goes on asking without him. 2 seconds; more than zero, at most 20 seconds.</summary>
    public TimeSpan CaptureTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a payment may stay unknown before the order ends without it. A day; more than zero, at most ten years.</summary>
    public TimeSpan PaymentDeadline { get; set; } = TimeSpan.FromDays(1);
}
