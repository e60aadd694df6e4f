namespace Marketplace.Silo.Configuration;

/// <summary>
/// The section <c>Marketplace:Cassandra</c>: what all providers on Cassandra have in common, said once. A provider's own section says
/// what differs.
/// </summary>
internal static class CassandraSettings
{
    /// <summary>The section.</summary>
    public const string Section = "Marketplace:Cassandra";

    private const string ContactPoints = "ContactPoints";

    /// <summary>What it can say.</summary>
    public static readonly string[] Keys =
    [
        ContactPoints, "LocalDataCentre", "Keyspace", "UserName", "Password", "Consistency", "Schema", "ReplicationFactor",
        "Tls", "Tls:CertificateAuthorityFile", "Tls:HostName", "Tls:CertificateFile", "Tls:KeyFile",
    ];

    // Other ways in which a provider's section says where Cassandra is.
    private static readonly string[] Places = [ContactPoints, "ConnectionString", "ConnectionName", "ServiceKey"];

    /// <summary>Adds to a provider's section what it does not say itself.</summary>
    public static void AddTo(Dictionary<string, string?> defaults, IConfiguration configuration, string provider)
    {
        var hasPlace = Places.Any(key => configuration.GetSection($"{provider}:{key}").Exists());
        foreach (var (key, value) in configuration.GetSection(Section).AsEnumerable(makePathsRelative: true))
        {
            var top = key.Split(':')[0];
            if (value is not null && !configuration.GetSection($"{provider}:{top}").Exists() && !(top == ContactPoints && hasPlace))
                defaults[$"{provider}:{key}"] = value;
        }
    }

    /// <summary>Refuses what no provider takes, by the name under which it was said.</summary>
    /// <exception cref="ConfigurationRefusedException">A value is unknown.</exception>
    public static void Check(IConfiguration configuration)
    {
        configuration.ReadChoice($"{Section}:Consistency", "LocalQuorum", "Quorum");
        configuration.ReadChoice($"{Section}:Schema", "None", "Create");
        configuration.ReadInt32($"{Section}:ReplicationFactor", 1, 1, 100);
    }
}
