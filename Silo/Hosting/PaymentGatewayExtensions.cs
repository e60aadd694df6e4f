using Marketplace.Payments.Sandbox.Hosting;
using Marketplace.Silo.Configuration;

namespace Marketplace.Silo.Hosting;

/// <summary>The payment gateway of a process, with a silo in it or without.</summary>
public static class PaymentGatewayExtensions
{
    /// <summary>
    /// Adds the gateway that <c>Marketplace:Payments:Gateway</c> names: <c>Sandbox</c>, in this process, or <c>SandboxService</c>, at
    /// <c>Marketplace:Payments:Url</c>.
    /// </summary>
    /// <param name="services">The process's services.</param>
    /// <param name="configuration">Its configuration.</param>
    /// <param name="data">Where a gateway in this process keeps its books; null for a process that keeps nothing.</param>
    /// <exception cref="ConfigurationRefusedException">The configuration makes no sense, or books are to be kept where nothing is.</exception>
    public static IServiceCollection AddPaymentGateway(this IServiceCollection services, IConfiguration configuration, DataDirectory? data)
    {
        if (PaymentSettings.Read(configuration).Service is { } service)
            return services.AddSandboxPaymentGatewayClient(service);
        if (data is null)
        {
            throw new ConfigurationRefusedException(
                PaymentSettings.GatewayKey, $"this process keeps no books: give {PaymentSettings.SandboxService}, and the service's address as {PaymentSettings.UrlKey}");
        }

        return services.AddSandboxPaymentGateway(options =>
        {
            configuration.GetSection(PaymentSettings.SandboxSection).Bind(options);
            options.Directory = PaymentSettings.BooksOf(configuration, data);
        });
    }
}
