using Cql;

namespace Orleans.Configuration;

/// <summary>How entities are kept in Cassandra.</summary>
public sealed class CassandraEntityOptions
{
    /// <summary>The cluster. Its <see cref="CqlOptions.Keyspace"/> is that of the tables.</summary>
    public CqlOptions Cluster { get; set; } = new();

    /// <summary>Whose open work is whose: processes of one service take over from each other. Required.</summary>
    public string Service { get; set; } = "";

    /// <summary>Whether commits are linearizable over all data centres (QUORUM, SERIAL) rather than within the local one (LOCAL_QUORUM, LOCAL_SERIAL). The same in every process.</summary>
    public bool IsGlobal { get; set; }

    /// <summary>Whether the tables are made at the start, when they are not there: for development.</summary>
    public bool CreateSchema { get; set; }

    /// <summary>After how long without use an entity that is closed leaves the registry, with a small write that cleans it.</summary>
    public TimeSpan LeaveAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Entities a page of a scan.</summary>
    public int ScanPageSize { get; set; } = 500;
}
