namespace Orleans.Configuration;

/// <summary>Who decides about a write: one setting for reads, writes and conditions, since those of one table must not differ.</summary>
public enum CassandraConsistency
{
    /// <summary>A majority of the local data centre: <c>LOCAL_QUORUM</c>, and <c>LOCAL_SERIAL</c> for conditions. For programs of one region.</summary>
    LocalQuorum,

    /// <summary>A majority of all data centres: <c>QUORUM</c>, and <c>SERIAL</c> for conditions. For programs of several regions on one table.</summary>
    Quorum,
}
