namespace Orleans.Entities;

/// <summary>What became of a parked event that was tried again.</summary>
public enum ParkedRetryOutcome
{
    /// <summary>There is no such parked event: it was delivered or skipped meanwhile.</summary>
    NotFound,

    /// <summary>The target took it, and it is parked no longer.</summary>
    Delivered,

    /// <summary>The target refused it again, and it stays parked with the new cause.</summary>
    Refused,

    /// <summary>The target could not be reached, and it stays parked.</summary>
    Unreachable,
}
