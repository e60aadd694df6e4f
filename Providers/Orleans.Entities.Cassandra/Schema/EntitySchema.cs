using Orleans.Cassandra;

namespace Orleans.Entities.Cassandra.Schema;

/// <summary>The tables.</summary>
internal static class EntitySchema
{
    public const string Entities = "entities";
    public const string Owners = "entity_owners";
    public const string OpenWork = "entity_open_work";

    // Whoever asks for the static part, or has a condition on it, makes the replicas read up to the first row that lives. So the first row, of
    // the collection without a name and with an empty key, always does: else they would read through all events that were ever deleted, and
    // those that missed deletions would be asked for more, one after the other.
    //
    // A replica that hangs holds a reading up until another is asked: by default for as long as one of a hundred readings takes, which is
    // seconds when the servers are busy.
    //
    // Deleted rows and events may come back from a node that was away for longer than gc_grace_seconds and is not repaired: the ten days
    // that Cassandra takes by default leave room for a weekly repair.
    public static CassandraSchema Current { get; } = new(
        "entities",
    [
        """
        CREATE TABLE IF NOT EXISTS {keyspace}.entities (
            kind text,
            id text,
            collection text,
            key text,
            version bigint STATIC,
            write_id uuid STATIC,
            fence uuid STATIC,
            head blob STATIC,
            unfinished boolean STATIC,
            events_at bigint STATIC,
            relayed bigint STATIC,
            value blob,
            event_type text,
            event_time bigint,
            event_trace text,
            PRIMARY KEY ((kind, id), collection, key)
        ) WITH comment = 'Entities: one partition each. Rows in named collections; outgoing events in the collection without a name, after an empty row that is always there. Written by conditional batches only.'
          AND compaction = {'class': 'UnifiedCompactionStrategy'}
          AND gc_grace_seconds = 864000
          AND speculative_retry = 'MIN(99PERCENTILE,50MS)'
        """,
        """
        CREATE TABLE IF NOT EXISTS {keyspace}.entity_owners (
            service text,
            incarnation uuid,
            closed boolean,
            PRIMARY KEY (service, incarnation)
        ) WITH comment = 'Who has open work in entity_open_work. Closed: another has taken it over, and the owner must not write any more.'
          AND compaction = {'class': 'UnifiedCompactionStrategy'}
          AND gc_grace_seconds = 864000
          AND speculative_retry = 'MIN(99PERCENTILE,50MS)'
        """,
        """
        CREATE TABLE IF NOT EXISTS {keyspace}.entity_open_work (
            incarnation uuid,
            bucket smallint,
            kind text,
            id text,
            PRIMARY KEY ((incarnation, bucket), kind, id)
        ) WITH comment = 'Entities that may be unfinished or hold events that are not in the log, by the process that answers for them. Written before their first such commit.'
          AND compaction = {'class': 'UnifiedCompactionStrategy'}
          AND gc_grace_seconds = 864000
          AND speculative_retry = 'MIN(99PERCENTILE,50MS)'
        """,
    ],
    [
        // Silos that share a log take over from those that are dead; without a name, whoever comes next takes over.
        "ALTER TABLE {keyspace}.entity_owners ADD IF NOT EXISTS silo text",
    ],
    [
        // From which to which bucket an owner has rows. Without them: the sixteen that owners of before used in turn.
        "ALTER TABLE {keyspace}.entity_owners ADD IF NOT EXISTS first_bucket smallint",
        "ALTER TABLE {keyspace}.entity_owners ADD IF NOT EXISTS last_bucket smallint",

        // A row that comes back costs one fence more, and a bucket is read over all that was deleted in it: as long as hints are kept is enough.
        "ALTER TABLE {keyspace}.entity_open_work WITH gc_grace_seconds = 10800",
    ]);
}
