namespace Orleans.Configuration;

/// <summary>What a start does about tables.</summary>
public enum CassandraSchemaMode
{
    /// <summary>It looks whether they are there, and of the version that the program knows; if not, it fails.</summary>
    None,

    /// <summary>It makes what is missing, the keyspace too. For development: in production the schema is changed by hand, once.</summary>
    Create,
}
