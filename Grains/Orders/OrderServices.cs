using Marketplace.Grains.Common;
using Marketplace.Grains.Interfaces.Payments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Grains.Orders;

/// <summary>What all orders share: one dependency an activation instead of six.</summary>
internal sealed class OrderServices(
    IPaymentGateway gateway,
    TimeProvider time,
    IOptions<OrderOptions> options,
    GrainMetrics metrics,
    FailPoints failPoints,
    ILogger<OrderServices> logger)
{
    public IPaymentGateway Gateway => gateway;

    public TimeProvider Time => time;

    public OrderOptions Options { get; } = options.Value;

    public GrainMetrics Metrics => metrics;

    public FailPoints FailPoints => failPoints;

    public ILogger Logger => logger;
}
