using Orleans.Cassandra;

namespace Orleans.Persistence.Cassandra;

/// <summary>The table of grain state.</summary>
internal static class StateSchema
{
    public const string Table = "grain_state";

    // Ten days: a cleared state must not come back by a replica that was away, and a cluster is repaired at least weekly. Overwriting leaves
    // no tombstones, and a cleared state is read with one, so there is nothing to gain by less.
    private const int GraceSeconds = 10 * 24 * 60 * 60;

    public static CassandraSchema Instance { get; } = new("persistence",
    [
        [
            $$"""
            CREATE TABLE IF NOT EXISTS {keyspace}.{{Table}} (
                service text,
                grain_type text,
                grain_id text,
                state_name text,
                version bigint,
                write_id uuid,
                payload blob,
                PRIMARY KEY ((service, grain_type, grain_id), state_name)
            ) WITH comment = 'State of Orleans grains, a partition each. version and write_id are the ETag; no payload: cleared. Written by conditions only.'
              AND compaction = {'class': 'UnifiedCompactionStrategy'}
              AND gc_grace_seconds = {{GraceSeconds}}
            """,
        ],
    ]);
}
