namespace Orleans.Persistence.Cassandra;

/// <summary>What the store said of one try of a change.</summary>
internal enum ChangeOutcome
{
    /// <summary>It is done.</summary>
    Applied,

    /// <summary>Something else was there than it expected.</summary>
    Refused,

    /// <summary>It may be done, or may still be.</summary>
    Unknown,
}
