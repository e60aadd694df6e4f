using Marketplace.Grains.Carts;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Stock;
using Marketplace.Payments.Sandbox;
using Orleans.Configuration;

namespace Marketplace.Silo.Configuration;

/// <summary>
/// Everything that the section <c>Marketplace</c> can say, and what of <c>Orleans</c> is known here: its sections, and the keys of those whose
/// provider is one of this program's own. A key that nothing reads is a mistake: a mistyped one would be passed over, and the program run
/// with data or with rules that nobody meant.
/// </summary>
internal static class KnownKeys
{
    private const string Section = "Marketplace";
    private const string OrleansSection = "Orleans";
    private const string ProviderType = "ProviderType";

    // Those of this program, and those that Orleans reads itself.
    private static readonly string[] OrleansKeys =
    [
        "ClusterId", "ServiceId", "Clustering", "Entities", "EventLog", "GrainStorage", "Membership", "Reminders", "Streaming",
        "BroadcastChannel", "EnableDistributedTracing", "Endpoints", "GrainDirectory", "Journaling", "Metadata", "Name",
    ];

    private static readonly (string Section, string Provider, bool IsDefault, string[] Keys)[] Providers =
    [
        ("Clustering", LocalhostClusteringProvider.Name, true, ["Address", "SiloPort", "GatewayPort"]),
        ("Entities", "RocksDb", true, NamesOf<RocksDbEntityOptions>()),
        ("EventLog", "Kafka", false, NamesOf<KafkaEventLogOptions>()),
        ("Reminders", "RocksDb", false, NamesOf<RocksDbReminderTableOptions>()),
    ];

    // Streams over the log, which both have alike.
    private static readonly string[] StreamProviders = ["Kafka", "RocksDb"];
    private static readonly string[] StreamKeys = [ProviderType, "PubSubType"];

    private static readonly HashSet<string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        "Marketplace:Api:MaxRequestsInFlight",
        "Marketplace:Api:Silo",
        "Marketplace:DataDirectory",
        "Marketplace:Demo",
        "Marketplace:FailPoints",
        PodSettings.HostingKey,
        "Marketplace:Logging:Format",
        "Marketplace:OnlineMarketplace:Enabled",
        "Marketplace:Operators:Access",
        "Marketplace:Operators:Key",
        "Marketplace:Operators:ProfileGrains",
        "Marketplace:Operators:Url",
        PaymentSettings.GatewayKey,
        PaymentSettings.UrlKey,
        ServiceSettings.Key,
        "Marketplace:Telemetry:Otlp",
        "Marketplace:Telemetry:Zipkin",
    };

    static KnownKeys()
    {
        Add<CartOptions>("Carts");
        Add<OrderOptions>("Orders");
        Add<StockOptions>("Stock");
        Add<SandboxGatewayOptions>("Payments:Sandbox");
        Keys.UnionWith(CassandraSettings.Keys.Select(key => $"{CassandraSettings.Section}:{key}"));
    }

    /// <summary>Those of the section <c>Marketplace</c>.</summary>
    public static IReadOnlyCollection<string> All => Keys;

    /// <exception cref="ConfigurationRefusedException">There is a key that nothing reads.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable())
        {
            if (value is null || Keys.Contains(key) || Keys.Contains(ListOf(key)))
                continue;
            throw Refuse(key, Keys);
        }

        var orleans = configuration.GetSection(OrleansSection);
        CheckChildren(orleans, OrleansKeys);
        foreach (var (section, provider, isDefault, keys) in Providers)
        {
            var chosen = orleans[$"{section}:{ProviderType}"];
            if (string.IsNullOrEmpty(chosen) ? isDefault : chosen.Equals(provider, StringComparison.OrdinalIgnoreCase))
                CheckChildren(orleans.GetSection(section), [ProviderType, .. keys]);
        }

        foreach (var stream in orleans.GetSection("Streaming").GetChildren())
        {
            if (StreamProviders.Contains(stream[ProviderType], StringComparer.OrdinalIgnoreCase))
                CheckChildren(stream, StreamKeys);
        }
    }

    private static void CheckChildren(IConfigurationSection section, string[] known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw Refuse(child.Path, known.Select(key => $"{section.Path}:{key}"));
        }
    }

    private static ConfigurationRefusedException Refuse(string key, IEnumerable<string> known)
        => new(key, $"there is no such key: leave it out, or give {known.MinBy(name => Distance(name.ToUpperInvariant(), key.ToUpperInvariant()))}");

    private static void Add<TOptions>(string section)
    {
        foreach (var option in NamesOf<TOptions>())
            Keys.Add($"{Section}:{section}:{option}");
    }

    private static string[] NamesOf<TOptions>() => [.. typeof(TOptions).GetProperties().Select(option => option.Name)];

    // An element of a list is told by its number.
    private static string ListOf(string key)
    {
        var at = key.LastIndexOf(':');
        return key.AsSpan(at + 1).ContainsAnyExceptInRange('0', '9') ? key : key[..at];
    }

    // Levenshtein's: letters to put in, take out or exchange.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var exchanged = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(exchanged, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
