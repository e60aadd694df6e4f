namespace Orleans.Cassandra;

/// <summary>The servers are too old for the tables. The message says what they are, and what is needed.</summary>
public sealed class CassandraVersionException : CassandraSchemaException
{
    internal CassandraVersionException(Version found, Version needed)
        : base($"A node runs Cassandra {found}, and the tables of Orleans need {needed} or later: upgrade the nodes, or use another cluster.")
        => (Found, Needed) = (found, needed);

    /// <summary>The version of the oldest node.</summary>
    public Version Found { get; }

    /// <summary>The oldest version that will do.</summary>
    public Version Needed { get; }
}
