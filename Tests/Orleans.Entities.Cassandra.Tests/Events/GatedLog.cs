namespace Orleans.Entities.Cassandra.Tests.Events;

/// <summary>A log in front of which a test can shut a gate.</summary>
internal sealed class GatedLog(IEventAppender log) : IEventAppender
{
    public bool IsShut { get; set; }

    public ValueTask<CommitOutcome> AppendAsync(EntityCommit commit)
        => IsShut ? throw new IOException("The gate is shut.") : log.AppendAsync(commit);
}
