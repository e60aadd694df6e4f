using Marketplace.Grains.Carts;
using Marketplace.Grains.Orders;
using Marketplace.Grains.Stock;
using Marketplace.Payments.Sandbox;

namespace Marketplace.Silo.Configuration;

/// <summary>
/// Everything that the section <c>Marketplace</c> can say. A key that nothing reads is a mistake: a mistyped one would be passed over,
/// and the program run with data or with rules that nobody meant.
/// </summary>
internal static class KnownKeys
{
    private const string Section = "Marketplace";

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

    /// <exception cref="ConfigurationRefusedException">There is a key that nothing reads.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable())
        {
            if (value is null || Keys.Contains(key) || Keys.Contains(ListOf(key)))
                continue;
            var meant = Keys.MinBy(known => Distance(known.ToUpperInvariant(), key.ToUpperInvariant()));
            throw new ConfigurationRefusedException(key, $"there is no such key: leave it out, or give {meant}");
        }
    }

    private static void Add<TOptions>(string section)
    {
        foreach (var option in typeof(TOptions).GetProperties())
            Keys.Add($"{Section}:{section}:{option.Name}");
    }

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
