
namespace Marketplace.Silo.Configuration;

/// <summary>What the sections of Orleans say of a silo: which providers it uses. Everything else of a provider is its own section's.</summary>
internal static class SiloShape
{
    private const string Clustering = "Orleans:Clustering:ProviderType";
    private const string Reminders = "Orleans:Reminders";
    private const string GrainStorage = "Orleans:GrainStorage";
    private const string Gateway = "Marketplace:Payments:Gateway";

    /// <summary>Writes what is left unsaid, below everything that is said, so that the sections are whole for whoever reads them.</summary>
    public static void AddDefaults(IConfigurationManager configuration, DataDirectory data)
    {
        var defaults = new Dictionary<string, string?>
        {
            [Clustering] = LocalhostClusteringProvider.Name,
            ["Orleans:Entities:ProviderType"] = "RocksDb",
            ["Orleans:Entities:Folder"] = data.Part("entities"),
            ["Orleans:Entities:LogFolder"] = data.Part("log"),
            [Gateway] = "Sandbox",
            ["Orleans:ClusterId"] = "marketplace",
            ["Orleans:ServiceId"] = "marketplace",
        };
        var source = new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = defaults };
        configuration.Sources.Insert(0, source);
    }

    /// <summary>Refuses providers that nobody registers.</summary>
    /// <exception cref="ConfigurationRefusedException">One is unknown.</exception>
    public static void Check(IConfiguration configuration)
    {
        configuration.ReadChoice(Clustering, LocalhostClusteringProvider.Name);
        foreach (var section in configuration.GetSection(GrainStorage).GetChildren().Append(configuration.GetSection(Reminders)))
            CheckStorage(configuration, section);
        configuration.ReadChoice(Gateway, "Sandbox");
    }

    // The marketplace needs neither: whoever adds grains that do says where they are kept. Orleans' own, in memory, would forget.
    private static void CheckStorage(IConfiguration configuration, IConfigurationSection section)
    {
        var key = $"{section.Path}:ProviderType";
        if (section.Exists() && string.IsNullOrEmpty(configuration[key]))
            throw new ConfigurationRefusedException(key, "it is not set: give RocksDb");
        configuration.ReadChoice(key, "RocksDb");
    }
}
