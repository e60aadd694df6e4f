using Marketplace.Grains.Interfaces.Payments;
using Marketplace.Payments.Sandbox.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Payments.Sandbox.Hosting;

/// <summary>Gives a process the sandbox gateway: inside it, or as a service.</summary>
public static class SandboxGatewayServiceCollectionExtensions
{
    /// <summary>Adds the sandbox gateway as <see cref="IPaymentGateway"/> and <see cref="ISandboxGateway"/>.</summary>
    public static IServiceCollection AddSandboxPaymentGateway(
        this IServiceCollection services, Action<SandboxGatewayOptions> configure)
    {
        services.AddOptions<SandboxGatewayOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SandboxGateway>();
        services.AddSingleton<ISandboxGateway>(provider => provider.GetRequiredService<SandboxGateway>());
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<ISandboxGateway>());
        return services;
    }

    /// <summary>Adds the sandbox gateway that is a service as <see cref="IPaymentGateway"/> and <see cref="ISandboxGateway"/>.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="service">Where it listens: scheme, host and port.</param>
    public static IServiceCollection AddSandboxPaymentGatewayClient(this IServiceCollection services, Uri service)
    {
        ArgumentNullException.ThrowIfNull(service);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISandboxGateway>(provider => new SandboxGatewayClient(service, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<ISandboxGateway>());
        return services;
    }
}
