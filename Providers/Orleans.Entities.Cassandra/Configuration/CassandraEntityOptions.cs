namespace Orleans.Configuration;

/// <summary>How entities are kept in Cassandra.</summary>
public sealed class CassandraEntityOptions : CassandraConnectionOptions
{
    /// <summary>
    /// Whose open work is whose: processes of one service take over from each other. In a silo it is the cluster's
    /// <see cref="ClusterOptions.ServiceId"/> when it is left empty; elsewhere it is required.
    /// </summary>
    public string Service { get; set; } = "";

    /// <summary>
    /// In a silo that has no log which others share: the folder of the log that events are carried to. Not one that entities were kept in.
    /// Required there.
    /// </summary>
    public string LogFolder { get; set; } = "";

    /// <summary>After how long without use an entity that is closed leaves the registry of open work, with a small write that cleans it.</summary>
    public TimeSpan LeaveAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Entities a page of a scan.</summary>
    public int ScanPageSize { get; set; } = 500;
}
