namespace Cql;

/// <summary>What an error says about the request that it ended.</summary>
public enum RequestOutcome
{
    /// <summary>No byte of it has left: it was not done, and never will be.</summary>
    NotSent,

    /// <summary>The server answered that it did not do it.</summary>
    Refused,

    /// <summary>It may have been done, or may still be.</summary>
    Unknown,
}
