namespace Orleans.Entities.Cassandra.Events;

/// <summary>The events of one commit on their way to the log.</summary>
/// <param name="Commit">What the log is told: the events, and whose they are. Rows and head are not kept for it.</param>
/// <param name="Bytes">What it takes in memory, about.</param>
/// <param name="Since">Since when they wait, as a timestamp.</param>
internal sealed record WaitingEvents(EntityCommit Commit, long Bytes, long Since)
{
    // Of the objects for a commit, and for one event of it.
    private const int BytesOfCommit = 300;
    private const int BytesOfEvent = 50;

    /// <summary>The events of a commit that has ended: its buffers are its maker's again, so that they are copied.</summary>
    public static WaitingEvents Of(EntityCommit commit, long since)
    {
        var copy = new byte[commit.Events.Sum(value => value.Data.Length)];
        var events = new PendingEvent[commit.Events.Count];
        var used = 0;
        for (var i = 0; i < events.Length; i++)
        {
            var data = commit.Events[i].Data;
            data.CopyTo(copy.AsMemory(used));
            events[i] = commit.Events[i] with { Data = copy.AsMemory(used, data.Length) };
            used += data.Length;
        }

        return new(
            new EntityCommit
            {
                Key = commit.Key,
                ExpectedVersion = commit.ExpectedVersion,
                ExpectedWriteId = commit.ExpectedWriteId,
                WriteId = commit.WriteId,
                Events = events,
                Time = commit.Time,
                TraceParent = commit.TraceParent,
            },
            copy.Length + BytesOfCommit + (events.Length * BytesOfEvent),
            since);
    }
}
