using Marketplace.Grains.Carts;
using Marketplace.Grains.Common;
using Marketplace.Grains.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Grains.Hosting;

/// <summary>What carts and orders need of their silo, beside a payment gateway, a catalogue and entities.</summary>
internal static class OrderServiceCollectionExtensions
{
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3_650);

    public static IServiceCollection AddCartsAndOrders(this IServiceCollection services)
    {
        services.TryAddSingleton(FailPoints.None);
        services.TryAddSingleton<GrainMetrics>();
        services.AddOptions<OrderOptions>()
            .BindConfiguration("Marketplace:Orders")
            .Validate(
                static options => IsWithin(options.CaptureTimeout, OrderOptions.LongestCaptureTimeout),
                $"Marketplace:Orders:CaptureTimeout must be more than zero and at most {OrderOptions.LongestCaptureTimeout}.")
            .Validate(
                static options => IsWithin(options.PaymentDeadline, TenYears),
                "Marketplace:Orders:PaymentDeadline must be more than zero and at most ten years, for instance 1.00:00:00.")
            .ValidateOnStart();
        services.AddOptions<CartOptions>()
            .BindConfiguration("Marketplace:Carts")
            .Validate(
                static options => IsWithin(options.Lifetime, TenYears),
                "Marketplace:Carts:Lifetime must be more than zero and at most ten years, for instance 30.00:00:00.")
            .Validate(
                static options => options.SweepPeriod >= CartOptions.ShortestSweepPeriod && options.SweepPeriod <= CartOptions.LongestSweepPeriod,
                $"Marketplace:Carts:SweepPeriod must be from {CartOptions.ShortestSweepPeriod:c} to {CartOptions.LongestSweepPeriod:c}.")
            .ValidateOnStart();
        services.AddSingleton<OrderServices>();
        services.AddSingleton<CartServices>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CartSweeper>();
        return services;
    }

    private static bool IsWithin(TimeSpan value, TimeSpan most) => value > TimeSpan.Zero && value <= most;
}
