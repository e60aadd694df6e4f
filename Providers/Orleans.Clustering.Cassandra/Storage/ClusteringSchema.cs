using Orleans.Cassandra;

namespace Orleans.Clustering.Cassandra;

/// <summary>The tables of members and of their heartbeats.</summary>
/// <remarks>
/// Heartbeats are plain writes and members conditional ones, whose clocks differ; so they share no row. A heartbeat that comes late can
/// thus put no silo back that was declared dead, or removed.
/// </remarks>
internal static class ClusteringSchema
{
    public const string Members = "orleans_membership";
    public const string Heartbeats = "orleans_heartbeats";

    // Rows that are removed are dead silos, whose return would harm nobody; so a day is enough for a node to miss their removal and be
    // repaired, and reads pass over the tombstones of one day's restarts only.
    private const string CreateMembers = $$"""
        CREATE TABLE IF NOT EXISTS {keyspace}.{{Members}} (
            service_id text,
            cluster_id text,
            version int STATIC,
            version_id uuid STATIC,
            silo text,
            row_id uuid,
            status text,
            silo_name text,
            host_name text,
            proxy_port int,
            role_name text,
            update_zone int,
            fault_zone int,
            start_time timestamp,
            alive_at timestamp,
            votes frozen<list<tuple<text, timestamp>>>,
            PRIMARY KEY ((service_id, cluster_id), silo)
        ) WITH comment = 'Silos of Orleans clusters. Each change counts the version up by one. version_id and row_id are those of the change that wrote them. Written by conditions only.'
          AND compaction = {'class': 'UnifiedCompactionStrategy'}
          AND gc_grace_seconds = 86400
        """;

    // All rows expire, and one that came back would be an older time than another that is known: three hours are as long as hints are kept.
    private const string CreateHeartbeats = $$"""
        CREATE TABLE IF NOT EXISTS {keyspace}.{{Heartbeats}} (
            service_id text,
            cluster_id text,
            silo text,
            alive_at timestamp,
            PRIMARY KEY ((service_id, cluster_id), silo)
        ) WITH comment = 'When each silo said last that it is alive. Written without conditions, and gone a day after the last.'
          AND compaction = {'class': 'UnifiedCompactionStrategy'}
          AND default_time_to_live = 86400
          AND gc_grace_seconds = 10800
        """;

    public static CassandraSchema Schema { get; } = new("clustering", [CreateMembers, CreateHeartbeats]);
}
