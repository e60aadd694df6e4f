using Marketplace.Grains.Interfaces.Payments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Payments.Sandbox.Hosting;

/// <summary>Hosts the sandbox gateway in a process.</summary>
public static class SandboxGatewayServiceCollectionExtensions
{
    /// <summary>Adds the sandbox gateway as <see cref="IPaymentGateway"/> and <see cref="ISandboxGateway"/>.</summary>
    public static IServiceCollection AddSandboxPaymentGateway(
        this IServiceCollection services, Action<SandboxGatewayOptions> configure)
    {
        services.AddOptions<SandboxGatewayOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISandboxGateway, SandboxGateway>();
        services.AddSingleton<IPaymentGateway>(provider => provider.GetRequiredService<ISandboxGateway>());
        return services;
    }
}
