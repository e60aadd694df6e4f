namespace Orleans.Reminders.Cassandra;

/// <summary>What the store said of one try of a change.</summary>
internal enum ChangeOutcome
{
    /// <summary>It is done.</summary>
    Applied,

    /// <summary>Its condition did not hold.</summary>
    Refused,

    /// <summary>It may be done, or may still be.</summary>
    Unknown,
}
