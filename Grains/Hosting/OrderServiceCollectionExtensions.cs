using Marketplace.Grains.Carts;
using Marketplace.Grains.Common;
using Marketplace.Grains.Orders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Grains.Hosting;

/// <summary>What carts and orders need of their silo, beside a payment gateway, a catalogue and entities.</summary>
internal static class OrderServiceCollectionExtensions
{
    public static IServiceCollection AddCartsAndOrders(this IServiceCollection services)
    {
        services.TryAddSingleton(FailPoints.None);
        services.TryAddSingleton<GrainMetrics>();
        services.AddOptions<OrderOptions>()
            .BindConfiguration("Marketplace:Orders")
            .Validate(static options => options.CaptureTimeout > TimeSpan.Zero, "Marketplace:Orders:CaptureTimeout must be more than zero.")
            .Validate(static options => options.PaymentDeadline > TimeSpan.Zero, "Marketplace:Orders:PaymentDeadline must be more than zero.")
            .ValidateOnStart();
        services.AddOptions<CartOptions>()
            .BindConfiguration("Marketplace:Carts")
            .Validate(static options => options.Lifetime > TimeSpan.Zero, "Marketplace:Carts:Lifetime must be more than zero.")
            .Validate(static options => options.SweepPeriod > TimeSpan.Zero, "Marketplace:Carts:SweepPeriod must be more than zero.")
            .ValidateOnStart();
        services.AddSingleton<OrderServices>();
        services.AddSingleton<CartServices>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, CartSweeper>();
        return services;
    }
}
