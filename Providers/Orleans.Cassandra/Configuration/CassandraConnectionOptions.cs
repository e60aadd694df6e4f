using Cql;

namespace Orleans.Configuration;

/// <summary>Where Cassandra is, and what is asked of it: the settings that all providers on it share.</summary>
public abstract class CassandraConnectionOptions
{
    /// <summary>Names or addresses of nodes, each with a port if it is not 9042. One that answers is enough. Required without <see cref="Session"/>.</summary>
    public IList<string> ContactPoints { get; } = [];

    /// <summary>The data centre whose nodes are asked; null for that of the first contact point that answers.</summary>
    public string? LocalDataCentre { get; set; }

    /// <summary>The keyspace of the tables, exactly as it is written: 1 to 48 letters, digits and underscores, the first a letter.</summary>
    public string Keyspace { get; set; } = "orleans";

    /// <summary>The user, with <see cref="Password"/>; null when servers do not ask.</summary>
    public string? UserName { get; set; }

    /// <summary>The user's password.</summary>
    [Redact]
    public string? Password { get; set; }

    /// <summary>TLS; null for none.</summary>
    public CqlTlsOptions? Tls { get; set; }

    /// <summary>Who decides about a write. All programs on one keyspace must have the same.</summary>
    public CassandraConsistency Consistency { get; set; }

    /// <summary>What the start does about tables.</summary>
    public CassandraSchemaMode Schema { get; set; }

    /// <summary>Copies in each data centre, of a keyspace that <see cref="CassandraSchemaMode.Create"/> makes: 1 to 100.</summary>
    public int ReplicationFactor { get; set; } = 1;

    /// <summary>A session of the program's own, in place of one made by these settings. Whoever made it disposes it.</summary>
    public CqlSession? Session { get; set; }
}
