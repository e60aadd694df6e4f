using Marketplace.Grains.Interfaces.Common;

namespace Marketplace.Silo.Configuration;

/// <summary>Which services a silo hosts: the list <c>Marketplace:Services</c>; all of them when it is left unsaid.</summary>
internal static class ServiceSettings
{
    /// <summary>The key of the list.</summary>
    public const string Key = "Marketplace:Services";

    /// <summary>Reads it.</summary>
    /// <exception cref="ConfigurationRefusedException">It names what is no service, or a silo would be without one that nobody else has.</exception>
    public static MarketplaceServices Read(IConfiguration configuration)
    {
        var named = configuration.GetSection(Key).GetChildren().ToList();
        if (configuration[Key] is { Length: > 0 } text)
            throw new ConfigurationRefusedException(Key, $"'{text}' is no list: give {Key}:0, and so on");
        if (named.Count == 0)
            return MarketplaceServices.All;
        var services = named.Aggregate(MarketplaceServices.None, static (services, name) => services | Parse(name));
        if (services.HasFlag(MarketplaceServices.Payments) != services.HasFlag(MarketplaceServices.Orders))
            throw new ConfigurationRefusedException(Key, "Orders call the gateway in their process: give Orders and Payments together, or neither");
        return services;
    }

    // An enumeration's parser takes numbers and lists as well.
    private static MarketplaceServices Parse(IConfigurationSection named)
        => Array.Find(Enum.GetValues<MarketplaceServices>(), service => IsOne(service) && service.ToString().Equals(named.Value, StringComparison.OrdinalIgnoreCase))
            is var found && found != MarketplaceServices.None
            ? found
            : throw new ConfigurationRefusedException(
                named.Path, $"'{named.Value}' is no service: give {string.Join(", ", Enum.GetValues<MarketplaceServices>().Where(IsOne))}");

    private static bool IsOne(MarketplaceServices service) => service is not (MarketplaceServices.None or MarketplaceServices.All);
}
