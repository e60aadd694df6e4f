namespace Orleans.Entities;

/// <summary>The writing end of a log that stands apart from the store: what carries events from one to the other appends here.</summary>
/// <remarks>
/// Safe for use by many threads; the events of one entity are appended by one after the other, a version only when the one before is
/// committed. What is appended again, a log may recognise and leave out, or repeat with new offsets: a repeat begins with a commit's first
/// event, none is left out between, and it may come after later versions (of an owner that was paused and woke up). So readers look
/// (entity, version, index) up in what they have.
/// </remarks>
public interface IEventAppender
{
    /// <summary>Appends the events of a commit that is durable in its own store. Versions of an entity come in order.</summary>
    /// <returns><see cref="CommitOutcome.Committed"/> when the events are in the log; else the same must be appended again.</returns>
    ValueTask<CommitOutcome> AppendAsync(EntityCommit commit);
}
