using System.Net;
using Marketplace.Grains.Interfaces.Common;
using Orleans.Configuration;

namespace Marketplace.Silo.Configuration;

/// <summary>What the sections of Orleans say of a silo: which providers it uses. Everything else of a provider is its own section's.</summary>
internal static class SiloShape
{
    private const string Cassandra = "Cassandra";
    private const string Entities = "Orleans:Entities";
    private const string EventLog = "Orleans:EventLog";
    private const string Clustering = "Orleans:Clustering";
    private const string Reminders = "Orleans:Reminders";
    private const string GrainStorage = "Orleans:GrainStorage";
    private const string ProviderType = "ProviderType";

    /// <summary>Writes what is left unsaid, below everything that is said, and refuses what makes no sense.</summary>
    /// <exception cref="ConfigurationRefusedException">A provider is unknown, or a key.</exception>
    public static void Apply(IConfigurationManager configuration)
    {
        KnownKeys.Check(configuration);
        AddDefaults(configuration);
        Check(configuration);
    }

    /// <summary>Where a silo listens: one whose members are in Cassandra by its section, one that is alone on loopback.</summary>
    public static void ConfigureEndpoints(ISiloBuilder silo, bool withGateway)
    {
        var hasMembers = HasMembers(silo.Configuration);
        if (!hasMembers && !IPAddress.Loopback.Equals(SiloEndpoints.ReadAddress(silo.Configuration)))
            throw new ConfigurationRefusedException(SiloEndpoints.AddressKey, $"a silo without a table of members is on loopback: leave it out, or set {Clustering}:{ProviderType} to {Cassandra}");
        var endpoints = SiloEndpoints.Read(silo.Configuration, withGateway);
        if (hasMembers)
        {
            silo.ConfigureEndpoints(endpoints.Address, endpoints.SiloPort, endpoints.GatewayPort);
            MembershipSettings.AddTo(silo);
        }
        else
        {
            silo.Configure<EndpointOptions>(options => options.GatewayPort = endpoints.GatewayPort);
        }
    }

    /// <summary>Whether there may be more processes than one.</summary>
    public static bool HasMembers(IConfiguration configuration) => IsCassandra(configuration, Clustering);

    private static void AddDefaults(IConfigurationManager configuration)
    {
        var data = DataDirectory.PathOf(configuration);
        var defaults = new Dictionary<string, string?>
        {
            [$"{Clustering}:{ProviderType}"] = LocalhostClusteringProvider.Name,
            [$"{Entities}:{ProviderType}"] = "RocksDb",
            [$"{Entities}:Folder"] = Path.Combine(data, "entities"),
            [$"{Entities}:LogFolder"] = Path.Combine(data, "log"),
            ["Orleans:ClusterId"] = "marketplace",
            ["Orleans:ServiceId"] = "marketplace",
        };
        foreach (var section in (string[])[Entities, Clustering, Reminders, .. configuration.GetSection(GrainStorage).GetChildren().Select(storage => storage.Path)])
        {
            if (IsCassandra(configuration, section))
                CassandraSettings.AddTo(defaults, configuration, section);
        }

        configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = defaults });
    }

    private static void Check(IConfiguration configuration)
    {
        CassandraSettings.Check(configuration);
        configuration.ReadChoice($"{Clustering}:{ProviderType}", LocalhostClusteringProvider.Name, Cassandra);
        CheckEventLog(configuration);
        foreach (var section in configuration.GetSection(GrainStorage).GetChildren().Append(configuration.GetSection(Reminders)))
            CheckStorage(configuration, section);
        PaymentSettings.Read(configuration);
        MembershipSettings.Check(configuration);
        var hosted = ServiceSettings.Read(configuration);
        if (HasMembers(configuration))
            return;
        if (hosted != MarketplaceServices.All)
            throw new ConfigurationRefusedException(ServiceSettings.Key, $"a silo without others hosts all services: leave it out, or set {Clustering}:{ProviderType} to {Cassandra}");
        if (configuration.GetSection(MembershipSettings.Section).Exists())
            throw new ConfigurationRefusedException(MembershipSettings.Section, $"a silo without others has nobody to watch: leave it out, or set {Clustering}:{ProviderType} to {Cassandra}");
    }

    // Beside entities in files there is no other log: their commits are its appends.
    private static void CheckEventLog(IConfiguration configuration)
    {
        if (!configuration.GetSection(EventLog).Exists())
            return;
        configuration.ReadChoice($"{EventLog}:{ProviderType}", "Kafka");
        if (!IsCassandra(configuration, Entities))
            throw new ConfigurationRefusedException($"{EventLog}:{ProviderType}", $"entities in files have their log in the same files: leave {EventLog} out, or set {Entities}:{ProviderType} to {Cassandra}");
    }

    // The marketplace needs neither: whoever adds grains that do says where they are kept. Orleans' own, in memory, would forget.
    private static void CheckStorage(IConfiguration configuration, IConfigurationSection section)
    {
        var key = $"{section.Path}:{ProviderType}";
        if (section.Exists() && string.IsNullOrEmpty(configuration[key]))
            throw new ConfigurationRefusedException(key, $"it is not set: give RocksDb or {Cassandra}");
        configuration.ReadChoice(key, "RocksDb", Cassandra);
    }

    private static bool IsCassandra(IConfiguration configuration, string section)
        => string.Equals(configuration[$"{section}:{ProviderType}"], Cassandra, StringComparison.OrdinalIgnoreCase);
}
