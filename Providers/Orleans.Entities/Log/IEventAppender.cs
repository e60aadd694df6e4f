namespace Orleans.Entities;

/// <summary>The writing end of a log that stands apart from the store: what carries events from one to the other appends here.</summary>
/// <remarks>Safe for use by many threads; the events of one entity are appended by one after the other.</remarks>
public interface IEventAppender
{
    /// <summary>
    /// Appends the events of a commit that is durable in its own store. Versions of an entity come in order; one that was appended before, or
    /// is older than one that was, is recognised and appended no second time.
    /// </summary>
    /// <returns><see cref="CommitOutcome.Committed"/> when the events are in the log; else the same must be appended again.</returns>
    ValueTask<CommitOutcome> AppendAsync(EntityCommit commit);
}
