using System.Text.RegularExpressions;
using Orleans.Configuration;

namespace Orleans.Cassandra;

/// <summary>Refuses settings that make no sense, each in a sentence that names the key and the mend.</summary>
internal static partial class CassandraConnectionOptionsCheck
{
    private const int MaxReplicationFactor = 100;

    /// <exception cref="OrleansConfigurationException">They make no sense.</exception>
    public static void Check(CassandraConnectionOptions options, string section)
    {
        if (options.Session is null && options.ContactPoints.Count == 0)
            throw Refuse(nameof(options.ContactPoints), "is empty: name the address of one node at least");
        if (!Keyspaces.IsMatch(options.Keyspace ?? ""))
            throw Refuse(nameof(options.Keyspace), $"is '{options.Keyspace}': set it to 1 to 48 letters, digits and underscores, the first a letter");
        if (options.UserName is null != options.Password is null)
            throw Refuse(options.UserName is null ? nameof(options.UserName) : nameof(options.Password), "is missing: give a user name and a password, or neither");
        if (!Enum.IsDefined(options.Consistency))
            throw Refuse(nameof(options.Consistency), $"is {options.Consistency}: set it to {Names<CassandraConsistency>()}");
        if (!Enum.IsDefined(options.Schema))
            throw Refuse(nameof(options.Schema), $"is {options.Schema}: set it to {Names<CassandraSchemaMode>()}");
        if (options.ReplicationFactor is < 1 or > MaxReplicationFactor)
            throw Refuse(nameof(options.ReplicationFactor), $"is {options.ReplicationFactor}: set it to 1 to {MaxReplicationFactor}");

        OrleansConfigurationException Refuse(string key, string what) => new($"{section}:{key} {what}.");
    }

    /// <summary>The names of an enumeration, as a sentence has them.</summary>
    public static string Names<TEnum>() where TEnum : struct, Enum => string.Join(" or ", Enum.GetNames<TEnum>());

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_]{0,47}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Keyspaces { get; }
}
