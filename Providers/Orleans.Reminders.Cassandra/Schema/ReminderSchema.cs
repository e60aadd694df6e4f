using Orleans.Cassandra;

namespace Orleans.Reminders.Cassandra;

/// <summary>The table of reminders.</summary>
internal static class ReminderSchema
{
    public const string Table = "reminders";

    // A day: what is removed is stepped over by every reading of its range until then. A node that was away for longer is to be repaired
    // before it serves again, or what was removed meanwhile may come back.
    private const int GraceSeconds = 24 * 60 * 60;

    public static CassandraSchema Instance { get; } = new("reminders",
    [
        [
            $$"""
            CREATE TABLE IF NOT EXISTS {keyspace}.{{Table}} (
                service text,
                bucket int,
                grain_hash bigint,
                grain_type text,
                grain_id text,
                name text,
                etag uuid,
                start_at timestamp,
                period_ms bigint,
                PRIMARY KEY ((service, bucket), grain_hash, grain_type, grain_id, name)
            ) WITH comment = 'Reminders of Orleans grains in the order of the ring; the bucket is the first byte of the hash. Written by conditions only.'
              AND compaction = {'class': 'UnifiedCompactionStrategy'}
              AND gc_grace_seconds = {{GraceSeconds}}
            """,
        ],
    ]);
}
