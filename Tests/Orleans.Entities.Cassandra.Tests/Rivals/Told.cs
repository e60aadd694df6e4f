namespace Orleans.Entities.Cassandra.Tests.Rivals;

/// <summary>What a call was, and what the caller was told of it.</summary>
internal enum Told
{
    /// <summary>It was a reading.</summary>
    Read,

    /// <summary>It was a reading of rows of more than one commit, of which this is the oldest.</summary>
    Torn,

    /// <summary>It was a commit, and is stored.</summary>
    Stored,

    /// <summary>It was a commit, and is not stored, and never will be.</summary>
    Never,

    /// <summary>It was a commit, and may be stored or not.</summary>
    Unknown,
}
