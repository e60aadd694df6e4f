using Marketplace.Payments.Sandbox;

namespace Marketplace.Silo.Configuration;

/// <summary>Where the payment gateway is.</summary>
/// <param name="Service">The sandbox gateway's address where it is a service; null where it is in this process.</param>
internal sealed record PaymentSettings(Uri? Service)
{
    /// <summary>Which gateway it is.</summary>
    public const string GatewayKey = "Marketplace:Payments:Gateway";

    /// <summary>Where the service is.</summary>
    public const string UrlKey = "Marketplace:Payments:Url";

    /// <summary>The settings of the gateway in this process.</summary>
    public const string SandboxSection = "Marketplace:Payments:Sandbox";

    /// <summary>The gateway in this process.</summary>
    public const string Sandbox = "Sandbox";

    /// <summary>The gateway as a service.</summary>
    public const string SandboxService = "SandboxService";

    /// <exception cref="ConfigurationRefusedException">It makes no sense.</exception>
    public static PaymentSettings Read(IConfiguration configuration)
    {
        if (configuration.ReadChoice(GatewayKey, Sandbox, SandboxService) == SandboxService)
            return new(ServiceOf(configuration));
        return configuration[UrlKey] is not { Length: > 0 }
            ? new((Uri?)null)
            : throw new ConfigurationRefusedException(UrlKey, $"the gateway is in this process and has no address: leave it out, or give {SandboxService} as {GatewayKey}");
    }

    /// <summary>The folder with the books of a gateway in this process.</summary>
    public static string BooksOf(IConfiguration configuration, DataDirectory data)
        => configuration[$"{SandboxSection}:{nameof(SandboxGatewayOptions.Directory)}"] is { Length: > 0 } configured ? configured : data.Payments;

    private static Uri ServiceOf(IConfiguration configuration)
    {
        if (configuration.GetSection(SandboxSection).GetChildren().FirstOrDefault() is { } setting)
            throw new ConfigurationRefusedException(setting.Path, "the gateway is a service: give this to the service");
        var text = configuration[UrlKey];
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? uri
            : throw new ConfigurationRefusedException(
                UrlKey, $"{(string.IsNullOrEmpty(text) ? "it is not set" : $"'{text}' is no service's address")}: give one such as http://127.0.0.1:5003");
    }
}
